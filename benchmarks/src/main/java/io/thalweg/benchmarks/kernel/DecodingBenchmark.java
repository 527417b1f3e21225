package io.thalweg.benchmarks.kernel;

import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import io.thalweg.connectors.files.parquet.codec.Codec;
import io.thalweg.connectors.files.parquet.codec.Decompressor;
import io.thalweg.connectors.files.parquet.encoding.HybridDecoder;
import io.thalweg.connectors.files.parquet.encoding.UnpackingWarmup;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What the Parquet reader does with a page, in nanoseconds per value: Snappy pages of the size
/// that DuckDB writes, runs of one batch of ids.
@State(Scope.Thread)
public class DecodingBenchmark extends KernelBenchmark {
  private static final int ROWS = Batch.DEFAULT_ROWS;
  private static final int PAGE_VALUES = 15_360;
  private static final int TEXTS = 15_360;

  /// Pages in turns, so that no branch is known from the last time.
  private static final int PAGES = 8;

  private static final int DISTINCT = 1000;
  private static final int WIDTH = 10;
  private static final String[] WORDS =
      ("carefully final deposits sleep quickly ironic requests haggle furiously special packages"
              + " among the regular accounts blithely express foxes according to pending theodolites")
          .split(" ");

  private final Random random = new Random(42);
  private final Decompressor decompressor = new Decompressor();
  private final byte[] packed3 = packed(3);
  private final byte[] packed10 = packed(WIDTH);
  private final byte[] packed17 = packed(17);
  private final FlatColumn dictionary =
      new LongColumn(DISTINCT, random.longs(DISTINCT).toArray(), null);
  private final int[] ids = new int[ROWS];
  private final MemorySegment[] prices = new MemorySegment[2 * PAGES];
  private final MemorySegment[] comments = new MemorySegment[PAGES];
  private final int[] commentBytes = new int[PAGES];
  private final byte[] out = new byte[PAGE_VALUES * Long.BYTES + Decompressor.SLACK];
  private final byte[] ahead = new byte[out.length];
  private byte[] text = {};
  private int page;

  @Setup
  public void makePages() {
    new UnpackingWarmup().run();
    for (int i = 0; i < prices.length; i++) {
      prices[i] = compressed(price());
    }
    for (int i = 0; i < PAGES; i++) {
      byte[] bytes = comments();
      comments[i] = compressed(bytes);
      commentBytes[i] = bytes.length;
      text = new byte[Math.max(text.length, bytes.length + Decompressor.SLACK)];
    }
  }

  /// A page of prices in cents, 8 bytes each.
  private byte[] price() {
    ByteBuffer page = ByteBuffer.allocate(PAGE_VALUES * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < PAGE_VALUES; i++) {
      page.putLong(90_000 + random.nextInt(10_400_000));
    }
    return page.array();
  }

  /// A page of sentences of about 49 bytes, each behind its length in 4 bytes.
  private byte[] comments() {
    ByteBuffer page = ByteBuffer.allocate(TEXTS * 128).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < TEXTS; i++) {
      int words = 4 + random.nextInt(5);
      StringBuilder sentence = new StringBuilder();
      for (int word = 0; word < words; word++) {
        sentence.append(WORDS[random.nextInt(WORDS.length)]).append(word + 1 == words ? '.' : ' ');
      }
      byte[] bytes = sentence.toString().getBytes(StandardCharsets.US_ASCII);
      page.putInt(bytes.length).put(bytes);
    }
    byte[] bytes = new byte[page.position()];
    page.flip().get(bytes);
    return bytes;
  }

  private static MemorySegment compressed(byte[] bytes) {
    SnappyJavaCompressor compressor = new SnappyJavaCompressor();
    byte[] to = new byte[compressor.maxCompressedLength(bytes.length)];
    int length = compressor.compress(bytes, 0, bytes.length, to, 0, to.length);
    return MemorySegment.ofArray(to).asSlice(0, length);
  }

  /// One bit-packed run of a batch of ids, behind its head of two bytes, in an array as
  /// decompressed pages are in.
  private byte[] packed(int width) {
    byte[] run = new byte[2 + ROWS * width / Byte.SIZE + Decompressor.SLACK];
    int head = ROWS / Byte.SIZE << 1 | 1;
    run[0] = (byte) (head & 0x7f | 0x80);
    run[1] = (byte) (head >>> 7);
    for (int i = 0; i < ROWS; i++) {
      int id = random.nextInt(Math.min(DISTINCT, 1 << width));
      for (int bit = 0; bit < width; bit++) {
        int at = i * width + bit;
        run[2 + at / Byte.SIZE] |= (byte) ((id >>> bit & 1) << at % Byte.SIZE);
      }
    }
    return run;
  }

  private int[] unpack(byte[] run, int width) {
    new HybridDecoder(run, 0, run.length - Decompressor.SLACK, width).read(ids, 0, ROWS);
    return ids;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int[] unpack3Bits() {
    return unpack(packed3, 3);
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int[] unpack10Bits() {
    return unpack(packed10, WIDTH);
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int[] unpack17Bits() {
    return unpack(packed17, 17);
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public Column gatherDictionary() {
    return new DictionaryColumn(ROWS, unpack(packed10, WIDTH), dictionary, null).flatten();
  }

  @Benchmark
  @OperationsPerInvocation(2 * PAGE_VALUES)
  public byte[] snappyTwoPages() {
    page = (page + 1) % PAGES;
    int size = PAGE_VALUES * Long.BYTES;
    decompressor.decompressSnappy(prices[2 * page], out, size, prices[2 * page + 1], ahead, size);
    return out;
  }

  @Benchmark
  @OperationsPerInvocation(PAGE_VALUES)
  public byte[] snappyOnePage() {
    page = (page + 1) % PAGES;
    int size = PAGE_VALUES * Long.BYTES;
    decompressor.decompress(Codec.SNAPPY, prices[page], out, 0, size, true);
    return out;
  }

  @Benchmark
  @OperationsPerInvocation(TEXTS)
  public byte[] snappyText() {
    page = (page + 1) % PAGES;
    decompressor.decompress(Codec.SNAPPY, comments[page], text, 0, commentBytes[page], false);
    return text;
  }
}
