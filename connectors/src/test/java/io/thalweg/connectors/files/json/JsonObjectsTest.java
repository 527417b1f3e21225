package io.thalweg.connectors.files.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The plain reader against the general one.
class JsonObjectsTest {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Field("l", SimpleType.BIGINT, true),
              new Field("s", SimpleType.VARCHAR, true),
              new Field("n", new DecimalType(12, 2), true),
              new Field("t", new TimestampType(3, false), true),
              new Field("b", SimpleType.BOOLEAN, true),
              new Field("d", SimpleType.DOUBLE, true),
              new Field("i", SimpleType.INTEGER, true),
              new Field("w", new DecimalType(30, 3), true)));

  private static @Nullable List<List<@Nullable Object>> general(Schema schema, String... texts) {
    JsonObjects objects = new JsonObjects(schema);
    for (String text : texts) {
      if (!appendGeneral(objects, text)) {
        return null;
      }
    }
    return rows(schema, objects);
  }

  private static boolean appendGeneral(JsonObjects objects, String text) {
    try (JsonParser parser = FACTORY.createParser(bytes(text))) {
      parser.nextToken();
      objects.append(parser);
      return parser.nextToken() == null;
    } catch (IOException _) {
      return false;
    }
  }

  /// As a decoder does it: the plain reader, and behind it the general one where that gives up.
  private static @Nullable List<List<@Nullable Object>> both(Schema schema, String... texts) {
    JsonObjects objects = new JsonObjects(schema);
    for (String text : texts) {
      if (!objects.appendPlain(bytes(text)) && !appendGeneral(objects, text)) {
        return null;
      }
    }
    return rows(schema, objects);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<List<@Nullable Object>> rows(Schema schema, JsonObjects objects) {
    int count = objects.rows();
    List<Column> columns = objects.take();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      @Nullable Object[] values = new @Nullable Object[columns.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = ColumnValues.get(schema.type(i), columns.get(i), row);
      }
      rows.add(Arrays.asList(values));
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " { } ",
        "{\"l\": 1, \"s\": \"x\"}",
        "{\"l\":-9223372036854775808,\"b\":true,\"d\":1.5,\"i\":-7}",
        "{\"s\":\"\",\"n\":\"12.345\",\"w\":12345678901234567890.5}",
        "{\"t\":\"2024-02-29 23:59:59.123\",\"n\":1.5,\"l\":null}",
        "{\"t\":\"2024-02-29T23:59:59\",\"b\":\"false\",\"d\":\"1e3\"}",
        "{\"l\":1,\"l\":\"x\"}",
        "{\"unknown\":{\"a\":[1,2]},\"l\":3}",
        "{\"s\":\"a\\\"b\",\"l\":3}",
        "{\"s\":\"ünïcödé\",\"l\":3}",
        "{\"s\":17,\"l\":3}",
        "{\"s\":{\"x\":1},\"l\":3}",
        "{\"d\":1e3,\"l\":3}"
      })
  void thePlainReaderGivesWhatTheGeneralOneDoes(String text) {
    assertThat(both(SCHEMA, text)).isNotNull().isEqualTo(general(SCHEMA, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"l\":1,}",
        "{,}",
        "{\"l\" 1}",
        "{\"l\":01}",
        "{\"l\":1.}",
        "{\"l\":+1}",
        "{\"l\":-}",
        "{\"l\":9223372036854775808}",
        "{\"l\":true}",
        "{\"b\":1}",
        "{\"s\":\"a\nb\"}",
        "{\"s\":\"open}",
        "{\"t\":\"2023-02-29 00:00:00\"}",
        "{\"l\":1}}",
        "{\"l\":1} x",
        "{\"l\":tru}",
        "{l:1}"
      })
  void whatTheGeneralReaderRefusesIsNeverPlain(String text) {
    JsonObjects objects = new JsonObjects(SCHEMA);
    assertThat(objects.appendPlain(bytes(text))).isFalse();
  }

  @Test
  void objectsOfChangingShapesFollowEachOther() {
    String[] texts = {
      "{\"l\":1,\"s\":\"x\"}",
      "{\"s\":\"y\",\"l\":2}",
      "{\"more\":\"z\",\"s\":\"a string that is longer than a word\",\"l\":3,\"i\":4}",
      "{\"s\":\"\\t\",\"l\":5}",
      "{}",
      "{\"l\":6}"
    };
    assertThat(both(SCHEMA, texts)).hasSize(6).isEqualTo(general(SCHEMA, texts));
  }

  @Test
  void aDamagedObjectIsPlainOnlyWhenTheGeneralReaderTakesIt() {
    String whole = "{\"l\": 12, \"s\": \"text\", \"n\": 1.25, \"b\": false, \"d\": -0.5, \"i\": 3}";
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = bytes(whole);
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(1, 128);
      String text = new String(damaged, StandardCharsets.UTF_8);
      assertThat(both(SCHEMA, text)).as(text).isEqualTo(general(SCHEMA, text));
    }
  }

  @Test
  void nestedColumnsAreLeftToTheGeneralReader() {
    DataType list = new ArrayType(SimpleType.BIGINT);
    Schema schema =
        new Schema(List.of(new Field("a", list, true), new Field("l", SimpleType.BIGINT, true)));
    String[] texts = {"{\"a\":[1,2],\"l\":3}", "{\"l\":4}", "{\"l\":5,\"a\":[]}", "{\"a\":null}"};
    assertThat(both(schema, texts)).isEqualTo(general(schema, texts));
  }
}
