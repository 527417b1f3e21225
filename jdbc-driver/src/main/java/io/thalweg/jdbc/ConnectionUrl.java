package io.thalweg.jdbc;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a JDBC URL and its properties say. Properties the driver does not know are settings of the
/// session, which the engine checks.
///
/// @param host empty for the embedded engine
/// @param properties all properties; those of the URL win
public record ConnectionUrl(String host, int port, Properties properties) {
  static final String PREFIX = "jdbc:thalweg:";
  static final int DEFAULT_PORT = 32010;

  /// The property with the embedded engine's data directory.
  public static final String DATA = "data";

  private static final Set<String> KNOWN =
      new TreeSet<>(Set.of("user", "password", "catalog", "schema", "tls", DATA));

  /// @throws SQLException INVALID_CONFIGURATION naming what is wrong
  static ConnectionUrl parse(String url, Properties info) throws SQLException {
    Properties properties = new Properties();
    info.stringPropertyNames().forEach(name -> properties.put(name, info.getProperty(name)));
    String rest = url.substring(PREFIX.length());
    int question = rest.indexOf('?');
    if (question >= 0) {
      readParameters(rest.substring(question + 1), properties);
      rest = rest.substring(0, question);
    }
    if (rest.isEmpty()) {
      return new ConnectionUrl("", 0, properties);
    }
    return remote(url, rest, properties);
  }

  private static ConnectionUrl remote(String url, String rest, Properties properties)
      throws SQLException {
    try {
      URI uri = new URI("thalweg:" + rest);
      if (uri.getHost() == null) {
        throw bad("'" + url + "' names no host; write jdbc:thalweg://localhost:32010");
      }
      if (uri.getPath() != null && uri.getPath().length() > 1) {
        properties.putIfAbsent("catalog", uri.getPath().substring(1));
      }
      int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
      return new ConnectionUrl(uri.getHost(), port, properties);
    } catch (URISyntaxException e) {
      throw bad("'" + url + "' is no URL: " + e.getReason());
    }
  }

  private static void readParameters(String query, Properties properties) throws SQLException {
    for (String pair : query.split("[&;]")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw bad("parameter '" + pair + "' has no value; write name=value");
      }
      properties.put(
          URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
  }

  private static ThalwegSqlException bad(String message) {
    return new ThalwegSqlException("INVALID_CONFIGURATION", "08001", message, null);
  }

  public boolean isEmbedded() {
    return host.isEmpty();
  }

  /// The user's name, or the empty text.
  public String user() {
    return properties.getProperty("user", "");
  }

  /// The session's settings among the properties, by name.
  public static Map<String, String> settings(Properties properties) {
    Map<String, String> settings = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (!KNOWN.contains(name)) {
        settings.put(name, properties.getProperty(name));
      }
    }
    return settings;
  }

  static DriverPropertyInfo[] describe() {
    return KNOWN.stream()
        .map(name -> new DriverPropertyInfo(name, null))
        .toArray(DriverPropertyInfo[]::new);
  }
}
