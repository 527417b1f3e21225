package io.thalweg.connectors.objectstore;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.CheckpointStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/// Where a bucket is and how it is reached. Credentials are no part of it: they come from the
/// environment or the files that all tools of AWS read.
///
/// @param prefix of all keys, without slash at the end; empty for the whole bucket
/// @param region option `region`; otherwise the environment's
/// @param endpoint option `endpoint`: a server that is not Amazon's
/// @param pathStyle option `path_style`: the bucket stands in the path, not in the host's name
record S3Location(
    String bucket,
    String prefix,
    Optional<String> region,
    Optional<URI> endpoint,
    boolean pathStyle) {

  /// @param location `s3://bucket/prefix`
  /// @throws ThalwegException INVALID_CONFIGURATION
  static S3Location of(String location, Map<String, String> options) {
    for (String option : options.keySet()) {
      switch (option) {
        case "region", "endpoint", "path_style" -> {
          // Read below.
        }
        default ->
            throw invalid(
                location,
                "there is no option '" + option + "'; there are region, endpoint and path_style");
      }
    }
    String path = location.substring("s3://".length());
    int slash = path.indexOf('/');
    String bucket = slash < 0 ? path : path.substring(0, slash);
    String prefix = slash < 0 ? "" : path.substring(slash + 1).replaceAll("/+$", "");
    if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw invalid(location, "'" + bucket + "' is no name of a bucket");
    }
    if (!prefix.isEmpty() && !CheckpointStore.isKey(prefix)) {
      throw invalid(location, "a prefix has lower-case letters, digits, '-', '_', '.' and '/'");
    }
    return new S3Location(
        bucket,
        prefix,
        Optional.ofNullable(options.get("region")),
        Optional.ofNullable(options.get("endpoint")).map(text -> endpoint(location, text)),
        flag(location, options.getOrDefault("path_style", "false")));
  }

  private static URI endpoint(String location, String text) {
    try {
      URI uri = new URI(text);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null) {
        return uri;
      }
      throw invalid(location, "option endpoint is http://host:port or https://host:port");
    } catch (URISyntaxException e) {
      throw invalid(location, "option endpoint: " + e.getMessage());
    }
  }

  private static boolean flag(String location, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(location, "option path_style is true or false");
    };
  }

  private static ThalwegException invalid(String location, String why) {
    return new ThalwegException(
        ErrorCode.INVALID_CONFIGURATION, "the store '" + location + "' cannot be opened: " + why);
  }

  /// The bucket's key of an object.
  String key(String object) {
    return prefix.isEmpty() ? object : prefix + "/" + object;
  }

  /// The object of a bucket's key.
  String object(String key) {
    return prefix.isEmpty() ? key : key.substring(prefix.length() + 1);
  }

  @Override
  public String toString() {
    return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
