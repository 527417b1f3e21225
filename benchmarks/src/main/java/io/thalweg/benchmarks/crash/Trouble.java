package io.thalweg.benchmarks.crash;

import io.thalweg.testing.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Something that goes wrong for a while. Used by one thread.
interface Trouble extends AutoCloseable {

  /// Where the world has to be for it.
  World.Place place();

  void begin(World world) throws Exception;

  /// Called every now and then until [#end].
  default void hold() throws IOException {
    // Most troubles stay by themselves.
  }

  void end(World world) throws Exception;

  /// What jobs may say of it.
  Set<String> codes();

  /// Whether every job has to say it; otherwise they may as well wait in silence.
  boolean isTold();

  @Override
  default void close() throws Exception {
    // Nothing is held.
  }

  /// No room on the disk of the checkpoints and the Parquet files.
  static Trouble fullDisk(Path root) throws IOException {
    return new FullDisk(root);
  }

  /// Checkpoints go to an S3 server, which is gone.
  static Trouble storeGone(Path root) throws IOException {
    return new StoreGone(root);
  }

  /// The broker is gone.
  static Trouble brokerGone(Path root) {
    return new BrokerGone(root);
  }

  /// See [#fullDisk].
  final class FullDisk implements Trouble {
    private static final int MEGABYTES = 64;

    private final Path root;
    private final SmallDisk disk;

    private FullDisk(Path root) throws IOException {
      this.root = root;
      this.disk = SmallDisk.mount(root.resolve("disk"), MEGABYTES);
    }

    @Override
    public World.Place place() {
      return new World.Place(
          root, disk.directory(), disk.seen(), disk.prefix(), List.of(), Map.of());
    }

    @Override
    public void begin(World world) throws IOException {
      disk.fill();
    }

    /// What was deleted meanwhile is taken, too.
    @Override
    public void hold() throws IOException {
      disk.fill();
    }

    @Override
    public void end(World world) throws IOException {
      disk.free();
    }

    @Override
    public Set<String> codes() {
      return Set.of("DISK_FULL");
    }

    @Override
    public boolean isTold() {
      return true;
    }

    @Override
    public void close() throws InterruptedException {
      disk.close();
    }
  }

  /// See [#storeGone].
  final class StoreGone implements Trouble {
    private final Path root;
    private final S3Server server;

    private StoreGone(Path root) throws IOException {
      this.root = root;
      this.server = S3Server.start(root);
    }

    @Override
    public World.Place place() {
      try {
        Path config = root.resolve("server.properties");
        StringBuilder lines = new StringBuilder("checkpoints=s3://" + S3Server.BUCKET + "/jobs\n");
        server
            .options()
            .forEach(
                (name, value) ->
                    lines
                        .append("checkpoints.")
                        .append(name)
                        .append('=')
                        .append(value)
                        .append('\n'));
        Files.writeString(config, lines);
        return new World.Place(
            root,
            root,
            root,
            List.of(),
            List.of("--config", config.toString()),
            Map.of("AWS_ACCESS_KEY_ID", "any", "AWS_SECRET_ACCESS_KEY", "any"));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void begin(World world) {
      server.kill();
    }

    @Override
    public void end(World world) throws IOException {
      server.restart();
    }

    @Override
    public Set<String> codes() {
      return Set.of("CONNECTION_FAILED");
    }

    @Override
    public boolean isTold() {
      return true;
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  /// See [#brokerGone].
  final class BrokerGone implements Trouble {
    private final Path root;

    private BrokerGone(Path root) {
      this.root = root;
    }

    @Override
    public World.Place place() {
      return World.Place.of(root);
    }

    @Override
    public void begin(World world) {
      world.broker().kill();
    }

    @Override
    public void end(World world) throws IOException, InterruptedException {
      world.broker().start();
    }

    @Override
    public Set<String> codes() {
      return Set.of("CONNECTION_FAILED");
    }

    @Override
    public boolean isTold() {
      return false;
    }
  }
}
