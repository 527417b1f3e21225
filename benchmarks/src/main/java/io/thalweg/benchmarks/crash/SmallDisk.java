package io.thalweg.benchmarks.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A file system of a few megabytes that can be filled and emptied while others use it.
///
/// It is one in memory, mounted in a namespace of its own that a process holds: Linux lets every
/// user do that, it says "no space left" as a disk does, and all of it is gone with the processes
/// in the namespace. Other ways are worse: a limit on the size of files gives another error and
/// cannot be lifted from a running process, a quota and a loop device need root, and filling the
/// machine's disk harms others.
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 4096;

  private final Process holder;
  private final Path directory;

  private SmallDisk(Process holder, Path directory) {
    this.holder = holder;
    this.directory = directory;
  }

  /// @param directory to mount it at; an absolute path without quotes
  static SmallDisk mount(Path directory, int megabytes) throws IOException {
    Files.createDirectories(directory);
    Process holder =
        new ProcessBuilder(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=" + megabytes + "m none \"$1\" && echo ready && exec cat",
                "sh",
                directory.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (!"ready".equals(line)) {
      holder.destroyForcibly();
      throw new IOException(
          "no small disk could be mounted; it needs Linux, and namespaces that this user may make: "
              + line);
    }
    return new SmallDisk(holder, directory);
  }

  /// The directory as processes see it that [#prefix] starts.
  Path directory() {
    return directory;
  }

  /// The same directory as this process sees it.
  Path seen() {
    return Path.of("/proc/" + holder.pid() + "/root" + directory);
  }

  /// In front of a command, has it see the disk.
  List<String> prefix() {
    return List.of(
        "nsenter",
        "--user",
        "--mount",
        "--preserve-credentials",
        "--target",
        Long.toString(holder.pid()),
        "--");
  }

  /// Takes all the room there is.
  void fill() throws IOException {
    byte[] block = new byte[BLOCK];
    try (OutputStream out =
        Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (long room = seen().toFile().getUsableSpace(); room >= BLOCK; room -= BLOCK) {
        out.write(block);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }

  void free() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return seen().resolve("filler");
  }

  @Override
  public void close() throws InterruptedException {
    holder.destroyForcibly().waitFor();
  }
}
