package io.thalweg.cli.run;

import io.thalweg.cli.render.OutputFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A connection and how its results are shown. Used by one thread; closes the connection and the
/// output file.
public final class Session implements AutoCloseable {
  private final Connection connection;
  private final Console console;
  private OutputFormat format = OutputFormat.TABLE;
  private boolean timer;
  private @Nullable OutputStream file;

  public Session(Connection connection, Console console) {
    this.connection = connection;
    this.console = console;
  }

  public Connection connection() {
    return connection;
  }

  public Console console() {
    return console;
  }

  public OutputFormat format() {
    return format;
  }

  public void setFormat(OutputFormat format) {
    this.format = format;
  }

  public boolean timer() {
    return timer;
  }

  public void setTimer(boolean timer) {
    this.timer = timer;
  }

  /// Where results go now.
  OutputStream out() {
    return file == null ? console.out() : file;
  }

  boolean writesToFile() {
    return file != null;
  }

  /// Sends the results to a file, which is made or emptied.
  public void writeTo(Path path) throws IOException {
    OutputStream opened = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
    writeToConsole();
    file = opened;
  }

  /// Ends the file, if there is one.
  public void writeToConsole() throws IOException {
    OutputStream open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    try {
      writeToConsole();
    } finally {
      connection.close();
    }
  }
}
