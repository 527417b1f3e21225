package io.thalweg.connectors.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.SpillStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillDirectoryTest {
  @TempDir Path temporary;

  private Path base() {
    return temporary.resolve("spill");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(base())) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aFileGivesBackWhatWasAdded() {
    try (SpillDirectory directory = new SpillDirectory(base());
        SpillStorage.Area area = directory.open(1000)) {
      SpillStorage.File file = area.create();
      assertThat(file.append(new byte[] {1, 2, 3})).isZero();
      long second = file.append(new byte[] {4, 5});
      assertThat(file.read(second, 2)).containsExactly(4, 5);
      file.finish();
      assertThat(file.read(0, 3)).containsExactly(1, 2, 3);
      assertThat(file.bytes()).isEqualTo(5);
      assertThat(area.usedBytes()).isEqualTo(5);
      file.close();
      file.close();
      assertThat(area.usedBytes()).isZero();
    }
  }

  @Test
  void nothingIsMadeBeforeTheFirstFileAndNothingStays() throws IOException {
    SpillDirectory directory = new SpillDirectory(base());
    SpillStorage.Area one = directory.open(1000);
    SpillStorage.Area other = directory.open(1000);
    assertThat(base()).doesNotExist();
    one.create().append(new byte[10]);
    other.create().append(new byte[10]);
    assertThat(files()).hasSize(3);
    one.close();
    assertThat(files()).hasSize(2);
    directory.close();
    assertThat(base()).doesNotExist();
  }

  @Test
  void aQueryThatHasTooMuchFailsAndKeepsWhatItHas() {
    try (SpillDirectory directory = new SpillDirectory(base());
        SpillStorage.Area area = directory.open(10);
        SpillStorage.Area other = directory.open(10)) {
      SpillStorage.File file = area.create();
      file.append(new byte[8]);
      assertThatThrownBy(() -> file.append(new byte[3]))
          .isInstanceOfSatisfying(
              ThalwegException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.SPILL_LIMIT_EXCEEDED))
          .hasMessageContaining("10 bytes");
      assertThat(file.bytes()).isEqualTo(8);
      file.append(new byte[2]);
      other.create().append(new byte[10]);
    }
  }

  /// A process that is gone holds no lock any more.
  @Test
  void whatADeadProcessLeftIsRemovedAndWhatALivingOneHasIsNot() throws IOException {
    Path left = base().resolve("run-dead");
    Files.createDirectories(left.resolve("query-1"));
    Files.write(left.resolve("query-1/1.spill"), new byte[10]);
    Files.createFile(base().resolve("run-dead.lock"));
    Path foreign = Files.createFile(base().resolve("something else"));
    try (SpillDirectory living = new SpillDirectory(base());
        SpillStorage.Area area = living.open(1000)) {
      SpillStorage.File file = area.create();
      file.append(new byte[] {7});
      file.finish();
      new SpillDirectory(base()).removeLeftovers();
      assertThat(left).doesNotExist();
      assertThat(base().resolve("run-dead.lock")).doesNotExist();
      assertThat(file.read(0, 1)).containsExactly(7);
    }
    assertThat(foreign).exists();
    assertThat(files()).containsExactly(foreign);
  }

  @Test
  void aDirectoryThatCannotBeMadeIsACodedError() throws IOException {
    Files.createFile(base());
    try (SpillDirectory directory = new SpillDirectory(base());
        SpillStorage.Area area = directory.open(1000)) {
      assertThatThrownBy(area::create)
          .isInstanceOfSatisfying(
              ThalwegException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_WRITE_FAILED))
          .hasMessageContaining("spill");
    }
  }

  @Test
  void aFullDiskIsACodedErrorAndCountsNothing() throws IOException {
    try (SpillDirectory directory = new SpillDirectory(base());
        SpillStorage.Area area = directory.open(1000)) {
      SpillStorage.File file = area.create();
      Path query = directory.directory().resolve("query-1");
      Files.createSymbolicLink(query.resolve("1.spill"), Path.of("/dev/full"));
      assertThatThrownBy(() -> file.append(new byte[10]))
          .isInstanceOfSatisfying(
              ThalwegException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL));
      assertThat(area.usedBytes()).isZero();
    }
  }
}
