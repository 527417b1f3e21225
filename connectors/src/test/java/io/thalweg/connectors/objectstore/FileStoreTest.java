package io.thalweg.connectors.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.port.CheckpointStore;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoreTest extends StoreContract {
  @TempDir private Path directory;
  private CheckpointStore store = new FileStore(Path.of("unused"), new LocalDisk());

  @BeforeEach
  void open() {
    store = CheckpointStores.open(directory.resolve("new/store").toUri().toString(), Map.of());
  }

  @Override
  CheckpointStore store() {
    return store;
  }

  @Test
  void ofManyWhoWantAKeyOneGetsIt() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 5; round++) {
        String key = "race/" + round;
        List<Callable<Boolean>> puts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          byte[] content = bytes("writer " + i);
          puts.add(() -> store.putIfAbsent(key, content));
        }
        List<Integer> winners = new ArrayList<>();
        List<Future<Boolean>> outcomes = threads.invokeAll(puts);
        for (int i = 0; i < outcomes.size(); i++) {
          if (outcomes.get(i).get()) {
            winners.add(i);
          }
        }
        assertThat(winners).hasSize(1);
        assertThat(store.get(key, 100).orElseThrow())
            .isEqualTo(bytes("writer " + winners.getFirst()));
      }
    }
  }

  /// Large ones take another way to the disk, in whole blocks.
  @ParameterizedTest
  @ValueSource(ints = {-4097, -1, 0, 1, 4095, 4096, 4097, 4 << 20, (4 << 20) + 5})
  void objectsOfAnySizeComeBack(int more) {
    byte[] content = new byte[(1 << 18) + more];
    new Random(more).nextBytes(content);
    store.put("large", content);
    assertThat(store.get("large", content.length).orElseThrow()).isEqualTo(content);
    assertThat(store.list("")).containsExactly(new CheckpointStore.Entry("large", content.length));
  }

  @Test
  void onlyObjectsStayBehind() throws IOException {
    store.put("a", bytes("x"));
    store.putIfAbsent("a", bytes("y"));
    store.putIfAbsent("b", bytes("y"));
    try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void whatADeadProcessLeftIsRemovedAfterADay() throws IOException {
    Path old = Files.writeString(directory.resolve(".a.1.tmp"), "x");
    Path young = Files.writeString(directory.resolve(".a.2.tmp"), "x");
    Files.setLastModifiedTime(old, FileTime.fromMillis(0));
    FileStore reopened = new FileStore(directory);
    assertThat(reopened.list("")).isEmpty();
    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void whatTheDiskSaysIsCoded() {
    assertRefused("No space left on device", ErrorCode.DISK_FULL);
    assertRefused("Disk quota exceeded", ErrorCode.DISK_FULL);
    assertRefused("Read-only file system", ErrorCode.PERMISSION_DENIED);
    assertRefused("Input/output error", ErrorCode.FILE_WRITE_FAILED);
  }

  private void assertRefused(String reason, ErrorCode code) {
    CrashingDisk disk = new CrashingDisk();
    disk.refuse(new FileSystemException("f", null, reason));
    assertThatThrownBy(() -> new FileStore(directory, disk).put("key", bytes("x")))
        .hasFieldOrPropertyWithValue("code", code)
        .hasMessageContaining("key")
        .hasMessageContaining(reason);
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsAnError() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertThatThrownBy(() -> new FileStore(file.resolve("store")))
        .hasFieldOrPropertyWithValue("code", ErrorCode.FILE_WRITE_FAILED);
  }

  @Test
  void otherLocationsAndOptionsAreRefused() {
    for (String location : List.of("ftp://a/b", "s4:x", "file://host/a")) {
      assertThatThrownBy(() -> CheckpointStores.open(location, Map.of()))
          .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_CONFIGURATION);
    }
    assertThatThrownBy(() -> CheckpointStores.open(directory.toString(), Map.of("x", "y")))
        .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_CONFIGURATION)
        .hasMessageContaining("'x'");
  }
}
