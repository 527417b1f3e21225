package io.thalweg.connectors.files.parquet.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnappyDecoderTest {
  private static final int[] SIZES = {1, 7, 8, 9, 16, 17, 60, 61, 64, 65, 300, 5000, 70_000};
  private static final int OUT_FROM = 3;

  private final Random random = new Random(5);

  /// Bytes that give every kind of element: without repetition, with periods of every short length,
  /// numbers whose upper bytes are alike.
  private List<byte[]> samples() {
    List<byte[]> samples = new ArrayList<>();
    for (int size : SIZES) {
      byte[] noise = new byte[size];
      random.nextBytes(noise);
      samples.add(noise);
      for (int period = 1; period <= 20; period++) {
        byte[] periodic = new byte[size];
        for (int i = 0; i < size; i++) {
          periodic[i] = i < period ? noise[i] : periodic[i - period];
        }
        samples.add(periodic);
      }
      ByteBuffer numbers = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
      while (numbers.remaining() >= Long.BYTES) {
        numbers.putLong(random.nextInt(1_000_000));
      }
      samples.add(numbers.array());
    }
    return samples;
  }

  /// The block, with bytes behind it that look like copies.
  private static SnappyDecoder.Block block(byte[] bytes) {
    return block(bytes, OUT_FROM, false);
  }

  private static SnappyDecoder.Block block(byte[] bytes, int outFrom, boolean words) {
    SnappyJavaCompressor compressor = new SnappyJavaCompressor();
    byte[] in = new byte[compressor.maxCompressedLength(bytes.length) + SnappyDecoder.SLACK];
    int length = compressor.compress(bytes, 0, bytes.length, in, 0, in.length);
    Arrays.fill(in, length, in.length, (byte) 0x05);
    byte[] out = new byte[outFrom + bytes.length + SnappyDecoder.SLACK];
    return new SnappyDecoder.Block(in, 0, length, out, outFrom, bytes.length, words);
  }

  private static byte[] result(SnappyDecoder.Block block) {
    return Arrays.copyOfRange(block.out(), block.outFrom(), block.outFrom() + block.size());
  }

  @Test
  void a_block_gives_what_was_compressed() {
    for (byte[] sample : samples()) {
      for (boolean words : new boolean[] {false, true}) {
        SnappyDecoder.Block block = block(sample, OUT_FROM, words);
        SnappyDecoder.decode(block);
        assertThat(result(block)).isEqualTo(sample);
      }
    }
  }

  @Test
  void two_blocks_at_once_give_the_same() {
    List<byte[]> samples = samples();
    for (int i = 0; i < samples.size(); i++) {
      byte[] other = samples.get(random.nextInt(samples.size()));
      SnappyDecoder.Block first = block(samples.get(i), 0, true);
      SnappyDecoder.Block second = block(other, 0, true);
      SnappyDecoder.decode(first, second);
      assertThat(result(first)).isEqualTo(samples.get(i));
      assertThat(result(second)).isEqualTo(other);
    }
  }

  @Test
  void every_kind_of_element_is_understood() {
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    in.writeBytes(new byte[] {20, 3 << 2, 'a', 'b', 'c', 'd'});
    in.writeBytes(new byte[] {1 | 1 << 2, 4});
    in.writeBytes(new byte[] {2 | 4 << 2, 3, 0});
    in.writeBytes(new byte[] {3 | 1 << 2, 14, 0, 0, 0});
    in.writeBytes(new byte[] {(byte) (60 << 2), 3, 'w', 'x', 'y', 'z'});
    int length = in.size();
    byte[] padded = Arrays.copyOf(in.toByteArray(), length + SnappyDecoder.SLACK);
    byte[] out = new byte[OUT_FROM + 20 + SnappyDecoder.SLACK];
    SnappyDecoder.Block block =
        new SnappyDecoder.Block(padded, 0, length, out, OUT_FROM, 20, false);
    SnappyDecoder.decode(block);
    assertThat(new String(result(block), StandardCharsets.US_ASCII)).isEqualTo(expected());
  }

  private static String expected() {
    StringBuilder text = new StringBuilder("abcd");
    copy(text, 4, 5);
    copy(text, 3, 5);
    copy(text, 14, 2);
    return text.append("wxyz").toString();
  }

  private static void copy(StringBuilder text, int distance, int count) {
    for (int i = 0; i < count; i++) {
      text.append(text.charAt(text.length() - distance));
    }
  }

  @Test
  void damaged_blocks_give_bytes_or_a_coded_error() {
    List<byte[]> samples = samples();
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      SnappyDecoder.Block sound = block(samples.get(random.nextInt(samples.size())), 0, true);
      SnappyDecoder.Block damaged = block(samples.get(random.nextInt(samples.size())), 0, true);
      damaged.in()[random.nextInt(damaged.to())] = (byte) random.nextInt(256);
      try {
        SnappyDecoder.decode(sound, damaged);
      } catch (ThalwegException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.FILE_CORRUPT);
        refused++;
      } catch (IndexOutOfBoundsException e) {
        // The reader of pages makes it the same error.
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void another_size_than_declared_is_refused() {
    SnappyDecoder.Block block = block(new byte[100]);
    SnappyDecoder.Block wrong =
        new SnappyDecoder.Block(block.in(), 0, block.to(), new byte[200], 0, 99, false);
    assertThatThrownBy(() -> SnappyDecoder.decode(wrong)).isInstanceOf(ThalwegException.class);
  }
}
