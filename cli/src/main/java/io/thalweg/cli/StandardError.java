package io.thalweg.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;

/// Finds the process's standard error again.
///
/// The JVM greets everyone who uses the vector module with a warning that it is an incubator,
/// before any of our code runs, and has no switch for it. The launcher therefore sends descriptor 2
/// nowhere and keeps the real one as the descriptor that `-Dthalweg.stderr` names.
final class StandardError {
  private StandardError() {}

  static void restore() {
    Integer number = Integer.getInteger("thalweg.stderr");
    if (number == null) {
      return;
    }
    try {
      FileDescriptor descriptor = new FileDescriptor();
      // Opening the file behind it anew would give it a position of its own.
      Field field = FileDescriptor.class.getDeclaredField("fd");
      field.setAccessible(true);
      field.setInt(descriptor, number);
      System.setErr(
          new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "start Thalweg with ./thalweg, or without -Dthalweg.stderr", e);
    }
  }
}
