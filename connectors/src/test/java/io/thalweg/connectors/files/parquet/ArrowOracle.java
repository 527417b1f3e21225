package io.thalweg.connectors.files.parquet;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.file.FileSystemDatasetFactory;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.dataset.scanner.ScanOptions;
import org.apache.arrow.dataset.scanner.Scanner;
import org.apache.arrow.dataset.source.Dataset;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/// Reads a Parquet file with Arrow's C++ reader, as plain text by [PlainText].
final class ArrowOracle {
  private static final int BATCH_ROWS = 4096;

  private ArrowOracle() {}

  static List<List<String>> rows(Path path) throws Exception {
    List<List<String>> rows = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator();
        FileSystemDatasetFactory factory =
            new FileSystemDatasetFactory(
                allocator,
                NativeMemoryPool.getDefault(),
                FileFormat.PARQUET,
                path.toAbsolutePath().toUri().toString());
        Dataset dataset = factory.finish();
        Scanner scanner = dataset.newScan(new ScanOptions(BATCH_ROWS));
        ArrowReader reader = scanner.scanBatches()) {
      while (reader.loadNextBatch()) {
        List<FieldVector> vectors = reader.getVectorSchemaRoot().getFieldVectors();
        for (int row = 0; row < reader.getVectorSchemaRoot().getRowCount(); row++) {
          List<String> values = new ArrayList<>();
          for (FieldVector vector : vectors) {
            values.add(PlainText.of(value(vector.getField(), vector.getObject(row))));
          }
          rows.add(values);
        }
      }
    }
    return rows;
  }

  /// What Arrow's Java objects mean, in the Java forms of our own `Values`.
  private static @Nullable Object value(Field field, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (field.getType()) {
      case ArrowType.Int integer -> integer(integer, value);
      case ArrowType.FloatingPoint _ ->
          value instanceof Short half
              ? (Object) (double) Float.float16ToFloat(half)
              : (Object) ((Number) value).doubleValue();
      case ArrowType.Timestamp timestamp -> micros(timestamp, value);
      case ArrowType.Time time -> time(time, value);
      case ArrowType.Date _ -> value;
      case ArrowType.Struct _ -> struct(field, (Map<?, ?>) value);
      case ArrowType.Map _ -> list(field.getChildren().get(0), (List<?>) value);
      case ArrowType.List _ -> list(field.getChildren().get(0), (List<?>) value);
      default -> value;
    };
  }

  private static Object integer(ArrowType.Int type, Object value) {
    if (value instanceof Character wide) {
      return (int) wide;
    }
    long number = ((Number) value).longValue();
    return type.getIsSigned()
        ? (Object) number
        : switch (type.getBitWidth()) {
          case 8 -> number & 0xff;
          case 32 -> number & 0xffffffffL;
          default -> new BigDecimal(Long.toUnsignedString(number));
        };
  }

  private static Object micros(ArrowType.Timestamp type, Object value) {
    if (value instanceof LocalDateTime local) {
      return local;
    }
    long units = (Long) value;
    return switch (type.getUnit()) {
      case SECOND -> units * 1_000_000;
      case MILLISECOND -> units * 1000;
      case MICROSECOND -> units;
      case NANOSECOND -> Math.floorDiv(units, 1000L);
    };
  }

  private static Object time(ArrowType.Time type, Object value) {
    if (value instanceof LocalDateTime millis) {
      return millis.toLocalTime();
    }
    long units = ((Number) value).longValue();
    return switch (type.getUnit()) {
      case SECOND -> units * 1_000_000;
      case MILLISECOND -> units * 1000;
      case MICROSECOND -> units;
      case NANOSECOND -> units / 1000;
    };
  }

  private static List<@Nullable Object> struct(Field field, Map<?, ?> value) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Field child : field.getChildren()) {
      values.add(value(child, value.get(child.getName())));
    }
    return values;
  }

  private static List<@Nullable Object> list(Field element, List<?> value) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Object item : value) {
      values.add(value(element, item));
    }
    return values;
  }
}
