package io.thalweg.connectors.objectstore;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What an object store says, as coded errors.
final class S3Errors {
  private static final int SERVER_ERRORS = 500;
  private static final int INSUFFICIENT_STORAGE = 507;

  private S3Errors() {}

  static ThalwegException of(S3Location location, String what, String key, SdkException cause) {
    String text = "'" + key + "' in " + location + " cannot be " + what + ": ";
    if (!(cause instanceof S3Exception answer)) {
      return new ThalwegException(
          ErrorCode.CONNECTION_FAILED,
          text + cause.getMessage() + "; check endpoint, region and credentials",
          cause);
    }
    return new ThalwegException(code(answer), text + answer.getMessage(), cause);
  }

  private static ErrorCode code(S3Exception answer) {
    int status = answer.statusCode();
    return switch (status) {
      case 401, 403 -> ErrorCode.PERMISSION_DENIED;
      case 301, 400, 404 -> ErrorCode.INVALID_CONFIGURATION;
      case INSUFFICIENT_STORAGE -> ErrorCode.DISK_FULL;
      case 429 -> ErrorCode.PEER_UNAVAILABLE;
      default -> status >= SERVER_ERRORS ? ErrorCode.PEER_UNAVAILABLE : ErrorCode.FILE_WRITE_FAILED;
    };
  }

  static ThalwegException lost(S3Location location, String key, String why) {
    return new ThalwegException(
        ErrorCode.CONNECTION_FAILED,
        "'" + key + "' in " + location + " cannot be read: " + why + "; try again");
  }
}
