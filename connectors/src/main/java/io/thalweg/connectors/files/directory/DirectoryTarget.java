package io.thalweg.connectors.files.directory;

import io.thalweg.connectors.files.source.FileErrors;
import io.thalweg.core.connector.StreamTarget;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Where one job writes files: complete and durable in a directory of the job's that readers do not
/// see, and moved from there to their places by the commit. Thread-safe.
///
/// A commit that is repeated finds files in their places, or, when somebody has taken them away
/// since, the number of the last committed checkpoint in the job's directory. What an earlier run
/// left and no checkpoint names is deleted with the first commit of this run, when every older one
/// has been repeated.
final class DirectoryTarget implements StreamTarget {
  private static final String STAGING = "_thalweg";
  private static final String COMMITTED = "committed";

  private final DirectoryLayout layout;
  private final Path staging;
  private final Set<Path> leftOver = new HashSet<>();
  private final Set<String> own = new HashSet<>();

  /// @param job names the writer for ever
  DirectoryTarget(DirectoryLayout layout, String job) {
    this.layout = layout;
    this.staging = layout.root().resolve(STAGING).resolve(job.replaceAll("[^a-zA-Z0-9-]", "_"));
  }

  @Override
  public boolean acceptsRetractions() {
    return false;
  }

  @Override
  public StreamWriter writer(int task) {
    return new FileWriter(layout, staging, task, this::remember);
  }

  private synchronized void remember(String prepared) {
    own.add(prepared);
  }

  @Override
  public synchronized void recover() {
    leftOver.addAll(stagedFiles());
  }

  private List<Path> stagedFiles() {
    if (!Files.isDirectory(staging)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(staging)) {
      return files.filter(file -> !file.endsWith(COMMITTED)).toList();
    } catch (IOException e) {
      throw FileErrors.unreadable(staging, e);
    }
  }

  @Override
  public synchronized void commit(List<String> prepared) {
    List<StagedFiles> all =
        prepared.stream().filter(text -> !text.isEmpty()).map(StagedFiles::parse).toList();
    if (all.isEmpty()) {
      return;
    }
    long checkpoint = all.stream().mapToLong(StagedFiles::checkpoint).max().orElseThrow();
    try {
      long committed = committed();
      Set<Path> changed = new HashSet<>();
      for (StagedFiles one : all) {
        for (String name : one.names()) {
          publish(one, name, committed, changed);
        }
      }
      for (Path directory : changed) {
        force(directory);
      }
      if (checkpoint != committed) {
        mark(checkpoint);
      }
      if (own.removeAll(prepared)) {
        removeLeftOver();
      }
    } catch (IOException e) {
      throw FileErrors.unwritable(layout.root(), e);
    }
  }

  /// Gives one file its place.
  ///
  /// @param changed gets the directories that have to be made durable
  private void publish(StagedFiles of, String name, long committed, Set<Path> changed)
      throws IOException {
    Path target = layout.path(name);
    Path directory = target.resolveSibling("").normalize();
    Path staged = staging.resolve(of.stagedName(name));
    leftOver.remove(staged);
    if (Files.exists(target)) {
      Files.deleteIfExists(staged);
      return;
    }
    for (Path made = directory; !Files.isDirectory(made); made = made.resolveSibling("")) {
      changed.add(made.resolveSibling("").normalize());
    }
    Files.createDirectories(directory);
    try {
      Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      if (committed < of.checkpoint()) {
        throw new ThalwegException(
            ErrorCode.FILE_NOT_FOUND,
            "checkpoint "
                + of.checkpoint()
                + " prepared the file '"
                + name
                + "', but it is gone from '"
                + staging
                + "'; restore an earlier checkpoint",
            e);
      }
    }
    changed.add(directory);
  }

  /// The last checkpoint whose files are all in their places; -1 before the first.
  private long committed() throws IOException {
    Path mark = staging.resolve(COMMITTED);
    return Files.exists(mark)
        ? Long.parseLong(Files.readString(mark, StandardCharsets.US_ASCII).strip())
        : -1;
  }

  private void mark(long checkpoint) throws IOException {
    Path next = staging.resolve("." + COMMITTED);
    Files.createDirectories(staging);
    Files.writeString(next, checkpoint + "\n", StandardCharsets.US_ASCII);
    force(next);
    Files.move(
        next,
        staging.resolve(COMMITTED),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    force(staging);
  }

  /// Makes a file or a directory durable.
  static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void removeLeftOver() throws IOException {
    for (Path file : leftOver) {
      Files.deleteIfExists(file);
    }
    leftOver.clear();
  }

  /// For writers that never come again.
  synchronized void removeStaging() {
    try {
      List<Path> all = new ArrayList<>(stagedFiles());
      all.add(staging.resolve(COMMITTED));
      all.add(staging);
      for (Path path : all) {
        Files.deleteIfExists(path);
      }
      Files.deleteIfExists(layout.root().resolve(STAGING));
    } catch (java.nio.file.DirectoryNotEmptyException | FileAlreadyExistsException _) {
      // Jobs are at work there.
    } catch (IOException e) {
      throw FileErrors.unwritable(staging, e);
    }
  }
}
