package io.thalweg.cli;

import io.thalweg.cli.run.ConnectionTarget;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which engine a command talks to.
final class ConnectionOptions {
  @Option(
      names = "--connect",
      paramLabel = "URL",
      description = "A server, as grpc://host:port; without it the engine runs in this process.")
  private @Nullable String address;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where jobs, views and declared tables of the engine in this process live on.")
  private @Nullable Path data;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Whom to connect as; the password is read from THALWEG_PASSWORD.")
  private @Nullable String user;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting of the session, as SET does.")
  private Map<String, String> settings = Map.of();

  ConnectionTarget target() {
    ConnectionTarget target =
        address == null ? ConnectionTarget.embedded() : ConnectionTarget.server(address);
    if (data != null && address != null) {
      throw new IllegalArgumentException(
          "--data is for the engine in this process; the server of --connect has its own");
    }
    if (data != null) {
      target.properties().setProperty("data", data.toString());
    }
    settings.forEach(target.properties()::setProperty);
    if (user != null) {
      target.properties().setProperty("user", user);
    }
    String password = System.getenv("THALWEG_PASSWORD");
    if (password != null) {
      target.properties().setProperty("password", password);
    }
    return target;
  }
}
