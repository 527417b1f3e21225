package io.thalweg.cli.run;

import io.thalweg.jdbc.ThalwegDriver;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;

/// The engine to talk to: the one in this process, or a server.
///
/// @param url for JDBC
public record ConnectionTarget(String url, Properties properties) {

  public static ConnectionTarget embedded() {
    return new ConnectionTarget("jdbc:thalweg:", new Properties());
  }

  /// @param address `grpc://host:port`, `grpc+tls://host:port` or `host:port`
  /// @throws IllegalArgumentException saying what an address looks like
  public static ConnectionTarget server(String address) {
    String full = address.contains("://") ? address : "grpc://" + address;
    URI uri = parse(full);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    Properties properties = new Properties();
    switch (scheme) {
      case "grpc", "grpc+tcp" -> {}
      case "grpc+tls" -> properties.setProperty("tls", "true");
      default -> throw badAddress(address);
    }
    if (uri.getHost() == null) {
      throw badAddress(address);
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return new ConnectionTarget("jdbc:thalweg://" + uri.getHost() + port, properties);
  }

  private static URI parse(String address) {
    try {
      return URI.create(address);
    } catch (IllegalArgumentException e) {
      throw badAddress(address);
    }
  }

  private static IllegalArgumentException badAddress(String address) {
    return new IllegalArgumentException(
        "'" + address + "' is no server's address; write grpc://host:port");
  }

  public Connection connect() throws SQLException {
    // The driver is known; looking for it among all drivers of the class path takes time.
    Connection connection = new ThalwegDriver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("the driver does not take '" + url + "'", "08001");
    }
    return connection;
  }
}
