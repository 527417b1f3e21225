package io.thalweg.connectors.files.parquet.format;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import org.jspecify.annotations.Nullable;

/// The errors of Parquet files, and the one place where what a damaged file provokes in decoders
/// becomes a coded error.
public final class ParquetErrors {
  private ParquetErrors() {}

  /// FILE_CORRUPT. `what` says which rule the bytes break.
  public static ThalwegException corrupt(String what) {
    return new ThalwegException(
        ErrorCode.FILE_CORRUPT, what + "; the file is damaged, restore it or write it again");
  }

  /// FEATURE_NOT_SUPPORTED. `what` says which part of the format, and what to write instead.
  public static ThalwegException unsupported(String what) {
    return new ThalwegException(ErrorCode.FEATURE_NOT_SUPPORTED, what);
  }

  /// `value`, which the format requires; FILE_CORRUPT when the file leaves it out.
  public static <T> T required(@Nullable T value, String what) {
    if (value == null) {
      throw corrupt(what + " is missing");
    }
    return value;
  }

  /// What decoding at `where` threw, as a coded error that names the place.
  ///
  /// Decoders check what is cheap to check; an index outside an array, a size that makes no sense
  /// or a fault in a mapped page is the file's fault as well. Running out of memory is not.
  public static ThalwegException translate(Throwable thrown, String where) {
    return switch (thrown) {
      case ThalwegException coded -> coded.withContext(where);
      case IndexOutOfBoundsException _,
          NegativeArraySizeException _,
          ArithmeticException _,
          IllegalArgumentException _,
          IllegalStateException _,
          BufferUnderflowException _,
          BufferOverflowException _,
          NullPointerException _,
          StackOverflowError _ ->
          caused(corrupt("the bytes do not decode"), thrown).withContext(where);
      case InternalError _ ->
          caused(corrupt("the file became shorter while it was read"), thrown).withContext(where);
      case UncheckedIOException io -> unreadable(io, where);
      case IOException io -> unreadable(io, where);
      default -> ThalwegException.wrap(thrown).withContext(where);
    };
  }

  private static ThalwegException unreadable(Exception io, String where) {
    return new ThalwegException(
            ErrorCode.FILE_UNREADABLE, "cannot read the file: " + io.getMessage(), io)
        .withContext(where);
  }

  private static ThalwegException caused(ThalwegException error, Throwable cause) {
    error.addSuppressed(cause);
    return error;
  }
}
