package io.thalweg.connectors.files.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.connectors.TableReads;
import io.thalweg.connectors.files.Reading;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrowFilesTest {
  private static final List<List<Object>> WORDS =
      List.of(List.of("b"), List.of("a"), List.of("b"), List.of("b"));

  @TempDir Path directory;

  @Test
  void manyRowsAreCutIntoSplitsAndBatches() {
    Path path = directory.resolve("many.arrow");
    Schema schema =
        Schema.of(
            Field.required("id", SimpleType.BIGINT), Field.nullable("text", SimpleType.VARCHAR));
    TableSink sink = new ArrowFormat().write(path, schema, Map.of());
    List<List<Object>> expected = new ArrayList<>();
    for (int batch = 0; batch < 100; batch++) {
      List<Object> ids = new ArrayList<>();
      List<Object> texts = new ArrayList<>();
      for (long i = 0; i < 3000; i++) {
        ids.add(batch * 3000L + i);
        texts.add("a text of some length for row " + i);
        expected.add(List.of(batch * 3000L + i));
      }
      sink.write(
          Batch.of(
              3000,
              ColumnBuilder.of(SimpleType.BIGINT, ids),
              ColumnBuilder.of(SimpleType.VARCHAR, texts)));
    }
    assertThat(sink.commit()).isEqualTo(300_000);
    Table table = Reading.read("read_file", path.toString());
    assertThat(table.schema()).isEqualTo(schema);
    var request = TableReads.request(List.of(0), List.of(), OptionalLong.empty(), 1000);
    assertThat(table.splits(request)).hasSizeGreaterThan(1);
    assertThat(TableReads.rows(table, request).equals(expected)).isTrue();
  }

  @Test
  void streamsAndDictionariesAndCompressedBuffersAreRead() throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        VarCharVector values = new VarCharVector("values", allocator);
        VarCharVector plain = new VarCharVector("word", allocator)) {
      fill(values, List.of("a", "b"));
      fill(plain, List.of("b", "a", "b", "b"));
      Dictionary dictionary = new Dictionary(values, new DictionaryEncoding(7, false, null));
      DictionaryProvider provider = new DictionaryProvider.MapDictionaryProvider(dictionary);
      try (IntVector encoded = (IntVector) DictionaryEncoder.encode(plain, dictionary);
          VectorSchemaRoot root = VectorSchemaRoot.of(encoded)) {
        root.setRowCount(4);
        Path stream = directory.resolve("words.arrows");
        try (OutputStream out = Files.newOutputStream(stream);
            ArrowStreamWriter writer = new ArrowStreamWriter(root, provider, out)) {
          writer.writeBatch();
        }
        Path compressed = directory.resolve("words.feather");
        try (OutputStream out = Files.newOutputStream(compressed);
            ArrowFileWriter writer =
                new ArrowFileWriter(
                    root,
                    provider,
                    Channels.newChannel(out),
                    Map.of(),
                    IpcOption.DEFAULT,
                    CommonsCompressionFactory.INSTANCE,
                    CompressionUtil.CodecType.ZSTD)) {
          writer.writeBatch();
        }
        for (Path path : List.of(stream, compressed)) {
          Table table = Reading.read("read_arrow", path.toString());
          assertThat(table.schema()).hasToString("(word VARCHAR)");
          assertThat(TableReads.rows(table)).isEqualTo(WORDS);
        }
      }
    }
  }

  private static void fill(VarCharVector vector, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      vector.setSafe(i, texts.get(i).getBytes(StandardCharsets.UTF_8));
    }
    vector.setValueCount(texts.size());
  }

  @Test
  void damagedFilesGiveACodedErrorOrRows() throws IOException {
    Path path = directory.resolve("x.arrow");
    TableSink sink =
        new ArrowFormat().write(path, Schema.of(Field.nullable("t", SimpleType.VARCHAR)), Map.of());
    sink.write(
        Batch.of(3, ColumnBuilder.of(SimpleType.VARCHAR, Arrays.asList("one", null, "three"))));
    sink.commit();
    byte[] sound = Files.readAllBytes(path);
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      byte[] damaged = sound.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Path copy = Files.write(directory.resolve("y" + i + ".arrow"), damaged);
      try {
        TableReads.rows(Reading.read("read_arrow", copy.toString()));
      } catch (ThalwegException e) {
        assertThat(e).hasMessageContaining("y" + i + ".arrow");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(10);
    Path cut = Files.write(directory.resolve("cut.arrow"), Arrays.copyOf(sound, sound.length / 2));
    assertThatThrownBy(() -> Reading.read("read_arrow", cut.toString()))
        .isInstanceOf(ThalwegException.class)
        .hasMessageContaining("cut.arrow");
  }
}
