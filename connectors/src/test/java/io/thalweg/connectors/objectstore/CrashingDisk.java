package io.thalweg.connectors.objectstore;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A disk in memory that loses power. Names are durable once their directory was synced; of other
/// changes of names a crash keeps any.
final class CrashingDisk implements Disk {
  /// The power is gone.
  static final class PowerLoss extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Map<Path, byte[]> names = new HashMap<>();
  private final Map<Path, byte[]> durable = new HashMap<>();
  private @Nullable IOException refusal;
  private int steps;
  private int crashAt = Integer.MAX_VALUE;

  CrashingDisk() {}

  private CrashingDisk(Map<Path, byte[]> found) {
    names.putAll(found);
    durable.putAll(found);
  }

  /// Every write fails like this from now on.
  void refuse(IOException how) {
    refusal = how;
  }

  CrashingDisk crashingAt(int step) {
    crashAt = step;
    return this;
  }

  int steps() {
    return steps;
  }

  /// The disk after the crash.
  CrashingDisk afterwards(Random random) {
    Map<Path, byte[]> found = new HashMap<>(durable);
    Set<Path> changed = new HashSet<>(names.keySet());
    changed.addAll(durable.keySet());
    for (Path path : changed) {
      if (names.get(path) != durable.get(path) && random.nextBoolean()) {
        set(found, path, names.get(path));
      }
    }
    return new CrashingDisk(found);
  }

  /// The content of a file; null when there is none.
  byte @Nullable [] content(Path file) {
    return names.get(file);
  }

  private static void set(Map<Path, byte[]> map, Path path, byte @Nullable [] content) {
    if (content == null) {
      map.remove(path);
    } else {
      map.put(path, content);
    }
  }

  private void step() {
    if (steps++ >= crashAt) {
      throw new PowerLoss();
    }
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    step();
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    if (refusal != null) {
      throw refusal;
    }
    try {
      step();
    } catch (PowerLoss e) {
      names.put(file, Arrays.copyOf(content, content.length / 2));
      throw e;
    }
    names.put(file, content.clone());
  }

  @Override
  public void link(Path name, Path file) throws IOException {
    step();
    byte[] content = names.get(file);
    if (content == null) {
      throw new NoSuchFileException(file.toString());
    }
    if (names.putIfAbsent(name, content) != null) {
      throw new FileAlreadyExistsException(name.toString());
    }
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step();
    byte[] content = names.remove(from);
    if (content == null) {
      throw new NoSuchFileException(from.toString());
    }
    names.put(to, content);
  }

  @Override
  public void delete(Path file) throws IOException {
    step();
    names.remove(file);
  }

  @Override
  public void sync(Path directory) throws IOException {
    step();
    Set<Path> changed = new HashSet<>(names.keySet());
    changed.addAll(durable.keySet());
    for (Path path : changed) {
      if (directory.equals(path.getParent())) {
        set(durable, path, names.get(path));
      }
    }
  }
}
