package io.thalweg.connectors.kafka.message;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// What a message has beside its value; a column of this name and type shows it.
public enum Metadata {
  /// `_key VARCHAR` or `VARBINARY`; NULL without a key.
  KEY,
  /// `_headers MAP<VARCHAR, VARBINARY>`.
  HEADERS,
  /// `_timestamp TIMESTAMP(3)` or any other precision up to micros, with a zone or without.
  TIMESTAMP,
  /// `_partition INTEGER`.
  PARTITION,
  /// `_offset BIGINT`.
  OFFSET;

  /// The metadata that a column of this name shows.
  public static Optional<Metadata> named(String column) {
    return Arrays.stream(values()).filter(m -> m.column().equalsIgnoreCase(column)).findFirst();
  }

  public String column() {
    return "_" + name().toLowerCase(Locale.ROOT);
  }

  /// Whether a column of this type can show it.
  public boolean fits(DataType type) {
    return switch (this) {
      case KEY -> type == SimpleType.VARCHAR || type == SimpleType.VARBINARY;
      case HEADERS -> type.equals(new MapType(SimpleType.VARCHAR, SimpleType.VARBINARY));
      case TIMESTAMP -> type instanceof TimestampType time && !time.isNanos();
      case PARTITION -> type == SimpleType.INTEGER;
      case OFFSET -> type == SimpleType.BIGINT;
    };
  }

  /// The column for rows that come from messages.
  ///
  /// @param messageOf per row the number of its message
  public Column column(
      DataType type, List<ConsumerRecord<byte[], byte[]>> messages, int[] messageOf) {
    int rows = messageOf.length;
    return switch (this) {
      case KEY -> keys(type, messages, messageOf);
      case HEADERS -> headers(type, messages, messageOf);
      case TIMESTAMP -> {
        long[] micros = new long[rows];
        long unit = ((TimestampType) type).precision() == 0 ? 1_000_000 : 1;
        for (int i = 0; i < rows; i++) {
          micros[i] = messages.get(messageOf[i]).timestamp() * 1000 / unit * unit;
        }
        yield new LongColumn(rows, micros, null);
      }
      case PARTITION -> {
        int[] partitions = new int[rows];
        for (int i = 0; i < rows; i++) {
          partitions[i] = messages.get(messageOf[i]).partition();
        }
        yield new IntColumn(rows, partitions, null);
      }
      case OFFSET -> {
        long[] offsets = new long[rows];
        for (int i = 0; i < rows; i++) {
          offsets[i] = messages.get(messageOf[i]).offset();
        }
        yield new LongColumn(rows, offsets, null);
      }
    };
  }

  private static Column keys(
      DataType type, List<ConsumerRecord<byte[], byte[]>> messages, int[] messageOf) {
    ColumnBuilder builder = new ColumnBuilder(type);
    for (int message : messageOf) {
      byte[] key = messages.get(message).key();
      if (key == null) {
        builder.appendNull();
      } else {
        builder.appendBytes(key, 0, key.length);
      }
    }
    return builder.build();
  }

  private static Column headers(
      DataType type, List<ConsumerRecord<byte[], byte[]>> messages, int[] messageOf) {
    ColumnBuilder builder = new ColumnBuilder(type);
    for (int message : messageOf) {
      for (Header header : messages.get(message).headers()) {
        byte[] value = header.value();
        builder
            .elements()
            .append(Arrays.asList(header.key(), value == null ? null : ByteBuffer.wrap(value)));
      }
      builder.endArray();
    }
    return builder.build();
  }
}
