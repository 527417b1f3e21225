package io.thalweg.connectors.objectstore;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.CheckpointStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// Opens stores by location.
public final class CheckpointStores {
  private CheckpointStores() {}

  /// Opens `file:/dir`, a plain path or `s3://bucket/prefix`; the last one has the options
  /// `region`, `endpoint` and `path_style`. A bucket is not looked for before it is used.
  ///
  /// @param location out of the configuration, never out of a statement
  /// @param options of the kind of store
  /// @throws ThalwegException INVALID_CONFIGURATION for another location or an unknown option
  public static CheckpointStore open(String location, Map<String, String> options) {
    if (!location.contains(":") || location.startsWith("file:")) {
      if (!options.isEmpty()) {
        throw invalid(
            location, "a directory has no option '" + options.keySet().iterator().next() + "'");
      }
      return new FileStore(directory(location));
    }
    if (location.startsWith("s3://")) {
      return new S3Store(S3Location.of(location, options));
    }
    throw invalid(location, "stores are file:/directory or s3://bucket/prefix");
  }

  private static Path directory(String location) {
    try {
      if (!location.startsWith("file:")) {
        return Path.of(location);
      }
      URI uri = URI.create(location);
      return uri.isOpaque() ? Path.of(uri.getSchemeSpecificPart()) : Path.of(uri);
    } catch (IllegalArgumentException e) {
      throw new ThalwegException(
          ErrorCode.INVALID_CONFIGURATION,
          "the store '" + location + "' is no directory: " + e.getMessage(),
          e);
    }
  }

  private static ThalwegException invalid(String location, String why) {
    return new ThalwegException(
        ErrorCode.INVALID_CONFIGURATION, "the store '" + location + "' cannot be opened: " + why);
  }
}
