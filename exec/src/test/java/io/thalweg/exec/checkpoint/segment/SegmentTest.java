package io.thalweg.exec.checkpoint.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.NullColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.checkpoint.Envelope;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 2047, 2048, 2049, 40_000})
  void rowsOfEveryTypeComeBack(int count) {
    List<DataType> types = new ArrayList<>(RandomRows.scalarTypes());
    types.add(new DecimalType(38, 4));
    types.add(new ArrayType(SimpleType.VARCHAR));
    types.add(
        new RowType(
            List.of(
                Field.nullable("a", SimpleType.BIGINT),
                Field.nullable("b", new ArrayType(SimpleType.DOUBLE)))));
    Schema schema = RandomRows.schema(types);
    Batch batch = Rows.batch(schema, RandomRows.of(count).rows(schema, count));
    byte[] segment = encode(PackedRows.of(3, batch));
    List<Batch> read = new SegmentDecoder("s", segment).read("n", "p", _ -> true);
    assertThat(Rows.of(schema, read)).isEqualTo(Rows.of(schema, batch));
  }

  @Test
  void selectionsDictionariesConstantsAndWeightsComeBackAsTheirRows() {
    BytesColumn words =
        new BytesColumn(2, new int[] {0, 1, 3}, "abc".getBytes(StandardCharsets.UTF_8), null);
    Batch first =
        Batch.of(
                3,
                new DictionaryColumn(3, new int[] {1, 0, 1}, words, null),
                new ConstantColumn(new LongColumn(1, new long[] {7}, null), 3),
                new NullColumn(3))
            .withWeights(new int[] {1, -2, 3})
            .withSelection(new int[] {1, 2}, 2);
    Batch second = first.withWeights(null);
    List<Batch> read =
        new SegmentDecoder("s", encode(PackedRows.of(1, first), PackedRows.of(2, second)))
            .read("n", "p", _ -> true);
    Batch all = read.getFirst();
    assertThat(read).hasSize(1);
    assertThat(((BytesColumn) all.column(0)).string(0)).isEqualTo("a");
    assertThat(((BytesColumn) all.column(0)).string(3)).isEqualTo("bc");
    assertThat(((LongColumn) all.column(1)).values()).startsWith(7, 7, 7, 7);
    assertThat(all.column(2).isNull(3)).isTrue();
    assertThat(all.weights()).startsWith(-2, 3, 1, 1);
  }

  @Test
  void onlyOwnedVnodesOfTheRightPartAreReadInTheirOrder() {
    Random random = new Random(3);
    List<PackedRows> pieces = new ArrayList<>();
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      int vnode = random.nextInt(256);
      int rows = 1 + random.nextInt(9);
      long[] values = random.longs(rows).toArray();
      pieces.add(PackedRows.of(vnode, Batch.of(rows, new LongColumn(rows, values, null))));
      if (vnode % 3 == 0) {
        Arrays.stream(values).forEach(expected::add);
      }
    }
    StateRows wanted = new StateRows("n", "p", pieces, 0);
    StateRows other = new StateRows("n", "q", pieces, 0);
    byte[] segment = SegmentEncoder.encode(List.of(other, wanted), new SegmentBytes(1)).bytes();
    List<Long> read = new ArrayList<>();
    for (Batch batch : new SegmentDecoder("s", segment).read("n", "p", v -> v % 3 == 0)) {
      for (int row = 0; row < batch.length(); row++) {
        read.add(((LongColumn) batch.column(0)).values()[row]);
      }
    }
    assertThat(read).isEqualTo(expected);
  }

  @Test
  void aPartWhoseColumnsChangeIsStillRead() {
    Batch ints = Batch.of(1, new IntColumn(1, new int[] {4}, null));
    Batch nulls = Batch.of(1, new NullColumn(1));
    List<Batch> read =
        new SegmentDecoder(
                "s",
                encode(PackedRows.of(0, ints), PackedRows.of(0, nulls), PackedRows.of(0, ints)))
            .read("n", "p", _ -> true);
    assertThat(read).hasSize(3);
    assertThat(((IntColumn) read.get(2).column(0)).values()).startsWith(4);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, 127, 128, 255, 256, 65_535, 65_536, 0xFFFFFFFFL, 1L << 32, -1L >>> 1, -1})
  void integersOfAnyRangeComeBackUnderTheirLayout(long distance) {
    for (long least : new long[] {0, -1, -128, 1L << 40, Long.MIN_VALUE}) {
      long greatest = least + distance;
      long[] low = {least, greatest, least + distance / 2};
      long[] high = {low[0] >> 63, low[1] >> 63, low[2] >> 63};
      long[] valid = {0b101};
      int[] ints = {(int) least, (int) greatest, (int) low[2]};
      Batch batch =
          Batch.of(
              3,
              new LongColumn(3, low, valid),
              new Int128Column(3, high, low, null),
              new Int128Column(3, new long[] {1, 2, 3}, low, null),
              new IntColumn(3, ints, null));
      Batch read =
          new SegmentDecoder("s", encode(PackedRows.of(0, batch)))
              .read("n", "p", _ -> true)
              .getFirst();
      assertThat(((LongColumn) read.column(0)).values()).isEqualTo(low);
      assertThat(read.column(0).isNull(1)).isTrue();
      assertThat(((Int128Column) read.column(1)).low()).isEqualTo(low);
      assertThat(((Int128Column) read.column(1)).high()).isEqualTo(high);
      assertThat(((Int128Column) read.column(2)).high()).containsExactly(1, 2, 3);
      assertThat(((IntColumn) read.column(3)).values()).isEqualTo(ints);
    }
  }

  @Test
  void piecesOfDifferentFormsBecomeOneSection() {
    Random random = new Random(11);
    for (int trial = 0; trial < 300; trial++) {
      List<PackedRows> pieces = new ArrayList<>();
      List<List<Long>> expected = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(4); i++) {
        Batch batch = integers(1 + random.nextInt(70), random);
        int[] vnodes = random.ints(batch.length(), 0, 5).toArray();
        pieces.add(PackedRows.of(vnodes, batch));
        for (int vnode = 0; vnode < 5; vnode++) {
          for (int row = 0; row < vnodes.length; row++) {
            if (vnodes[row] == vnode) {
              expected.add(values(batch, row));
            }
          }
        }
      }
      byte[] segment = encode(pieces.toArray(PackedRows[]::new));
      List<List<Long>> read = new ArrayList<>();
      for (Batch batch : new SegmentDecoder("s", segment).read("n", "p", _ -> true)) {
        for (int row = 0; row < batch.length(); row++) {
          read.add(values(batch, row));
        }
      }
      assertThat(read).as("trial %d", trial).isEqualTo(expected);
    }
  }

  /// A LONG, an equal or another one, an INT128 and an INT, of values that need few bytes or many.
  private static Batch integers(int rows, Random random) {
    LongColumn first = new LongColumn(rows, longs(rows, random), validity(rows, random));
    LongColumn second =
        random.nextBoolean() ? first : new LongColumn(rows, longs(rows, random), null);
    long[] low = longs(rows, random);
    long[] signs = Arrays.stream(low).map(value -> value >> 63).toArray();
    long[] high = random.nextInt(4) == 0 ? longs(rows, random) : signs;
    int[] ints = Arrays.stream(longs(rows, random)).mapToInt(value -> (int) value).toArray();
    Batch batch =
        Batch.of(
            rows,
            first,
            second,
            new Int128Column(rows, high, low, validity(rows, random)),
            new IntColumn(rows, ints, null));
    return random.nextBoolean() ? batch : batch.withWeights(random.ints(rows, -3, 3).toArray());
  }

  private static long[] longs(int rows, Random random) {
    int shift = List.of(64, 60, 50, 40, 20, 0).get(random.nextInt(6));
    long base = random.nextInt(3) * (1L << 40) - random.nextInt(2);
    return random.longs(rows).map(value -> shift == 64 ? base : base + (value >> shift)).toArray();
  }

  private static long @Nullable [] validity(int rows, Random random) {
    return random.nextBoolean() ? null : random.longs(Bits.words(rows)).toArray();
  }

  private static List<Long> values(Batch batch, int row) {
    LongColumn first = (LongColumn) batch.column(0);
    Int128Column wide = (Int128Column) batch.column(2);
    int[] weights = batch.weights();
    return List.of(
        first.values()[row],
        first.isNull(row) ? 1L : 0,
        ((LongColumn) batch.column(1)).values()[row],
        batch.column(1).isNull(row) ? 1L : 0,
        wide.high()[row],
        wide.low()[row],
        wide.isNull(row) ? 1L : 0,
        (long) ((IntColumn) batch.column(3)).values()[row],
        weights == null ? 1L : weights[row]);
  }

  @Test
  void integersCloseToEachOtherTakeFewBytes() {
    long[] values = new long[10_000];
    Arrays.setAll(values, i -> (1L << 50) + i % 200);
    Batch batch =
        Batch.of(
            values.length,
            new LongColumn(values.length, values, null),
            new Int128Column(values.length, new long[values.length], values, null));
    assertThat(encode(PackedRows.of(0, batch)).length).isLessThan(30_000);
  }

  @Test
  void columnsThatRepeatOthersAreStoredOnce() {
    long[] values = new Random(4).longs(1000).toArray();
    long[] valid = new long[16];
    valid[3] = 7;
    LongColumn first = new LongColumn(1000, values, null);
    Batch once = Batch.of(1000, first, first.withValidity(valid));
    Batch often =
        Batch.of(1000, first, first.withValidity(valid), first, first.withValidity(valid));
    byte[] segment = encode(PackedRows.of(0, often));
    Batch read = new SegmentDecoder("s", segment).read("n", "p", _ -> true).getFirst();
    for (int column = 0; column < 4; column++) {
      assertThat(((LongColumn) read.column(column)).values()).isEqualTo(values);
      assertThat(read.column(column).isNull(10)).isEqualTo(column % 2 == 1);
      assertThat(read.column(column).isNull(193)).isFalse();
    }
    assertThat(segment.length).isLessThan(encode(PackedRows.of(0, once)).length + 1000);
  }

  /// Version 1 stored integers by their layout, as it is still done with those that are far apart.
  @Test
  void aSegmentOfVersionOneIsRead() {
    long[] values = {Long.MIN_VALUE, 5, Long.MAX_VALUE};
    byte[] segment = encode(PackedRows.of(4, Batch.of(3, new LongColumn(3, values, null))));
    segment[11] = 1;
    seal(segment);
    Batch read = new SegmentDecoder("s", segment).read("n", "p", _ -> true).getFirst();
    assertThat(((LongColumn) read.column(0)).values()).isEqualTo(values);
  }

  @Test
  void aSegmentCutAtAnyByteIsCorrupt() {
    byte[] segment = sample();
    for (int length = 0; length < segment.length; length++) {
      assertCorrupt(Arrays.copyOf(segment, length));
    }
  }

  @Test
  void aFlippedBitIsFound() {
    byte[] segment = sample();
    Random random = new Random(5);
    for (int i = 0; i < 3000; i++) {
      byte[] flipped = segment.clone();
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> new SegmentDecoder("the-key", flipped).read("n", "p", _ -> true))
          .isInstanceOf(ThalwegException.class)
          .hasMessageContaining("the-key");
    }
  }

  /// The checksum is made to fit, so that what is behind it has to defend itself.
  @Test
  void aCraftedSegmentEndsInACodedError() {
    byte[] segment = sample();
    Random random = new Random(6);
    for (int i = 0; i < 20_000; i++) {
      byte[] crafted = segment.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        int at =
            SegmentFrame.HEADER_BYTES
                + random.nextInt(crafted.length - SegmentFrame.HEADER_BYTES - 8);
        crafted[at] = (byte) random.nextInt(256);
      }
      seal(crafted);
      try {
        new SegmentDecoder("the-key", crafted).read("n", "p", _ -> true);
      } catch (ThalwegException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.CHECKPOINT_CORRUPT);
        assertThat(e).hasMessageContaining("the-key");
      }
    }
  }

  private static void seal(byte[] segment) {
    int at = segment.length - 8;
    java.nio.ByteBuffer.wrap(segment).putInt(at, Envelope.crc(segment, 0, at));
  }

  @Test
  void otherVersionsAreToldApart() {
    assertVersion(0, ErrorCode.CHECKPOINT_TOO_OLD);
    assertVersion(4, ErrorCode.CHECKPOINT_TOO_NEW);
  }

  private static void assertVersion(int version, ErrorCode code) {
    byte[] segment = sample();
    segment[11] = (byte) version;
    seal(segment);
    assertThatThrownBy(() -> new SegmentDecoder("the-key", segment))
        .hasFieldOrPropertyWithValue("code", code)
        .hasMessageContaining("the-key");
  }

  private static void assertCorrupt(byte[] segment) {
    assertThatThrownBy(() -> new SegmentDecoder("the-key", segment))
        .hasFieldOrPropertyWithValue("code", ErrorCode.CHECKPOINT_CORRUPT)
        .hasMessageContaining("the-key");
  }

  private static byte[] sample() {
    Schema schema =
        RandomRows.schema(SimpleType.BIGINT, SimpleType.VARCHAR, new ArrayType(SimpleType.INTEGER));
    Batch batch = Rows.batch(schema, RandomRows.of(1).rows(schema, 40));
    int[] weights = new int[batch.length()];
    Arrays.fill(weights, -1);
    return encode(PackedRows.of(9, batch.withWeights(weights)), PackedRows.of(11, batch));
  }

  private static byte[] encode(PackedRows... pieces) {
    List<StateRows> parts = List.of(new StateRows("n", "p", List.of(pieces), 100));
    return SegmentEncoder.encode(parts, new SegmentBytes(1)).bytes();
  }
}
