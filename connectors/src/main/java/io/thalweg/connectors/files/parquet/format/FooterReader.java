package io.thalweg.connectors.files.parquet.format;

import static io.thalweg.connectors.files.parquet.format.ParquetErrors.required;

import io.thalweg.core.type.DataType;
import java.io.ByteArrayInputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/// Reads and checks the footer of a mapped file.
public final class FooterReader {
  /// The key under which our writer notes types that the format cannot say: `path=TYPE` lines.
  public static final String TYPES_KEY = "thalweg.types";

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int MAGIC = 0x31524150;
  private static final int ENCRYPTED_MAGIC = 0x45524150;
  private static final int TAIL = 8;
  private static final int MIN_SIZE = 12;
  private static final int MAX_FOOTER = 512 << 20;
  private static final long MAX_ROWS = 1L << 56;

  private FooterReader() {}

  /// @throws io.thalweg.core.error.ThalwegException FILE_CORRUPT, or FEATURE_NOT_SUPPORTED for
  ///   encrypted files
  public static FileMetadata read(MemorySegment file) {
    long size = file.byteSize();
    if (size < MIN_SIZE) {
      throw ParquetErrors.corrupt("the file ends at byte " + size + ", too early for Parquet");
    }
    int magic = file.get(INT, size - 4);
    if (magic == ENCRYPTED_MAGIC) {
      throw ParquetErrors.unsupported(
          "the file's footer is encrypted, says its mark at byte "
              + (size - 4)
              + "; write it again without encryption");
    }
    requireMagic(file, 0);
    requireMagic(file, size - 4);
    int length = file.get(INT, size - TAIL);
    if (length <= 0 || length > size - MIN_SIZE || length > MAX_FOOTER) {
      throw ParquetErrors.corrupt(
          "a footer of "
              + (length & 0xffffffffL)
              + " bytes, as told at byte "
              + (size - TAIL)
              + ", does not fit");
    }
    long start = size - TAIL - length;
    try {
      return check(parse(file.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE)), size);
    } catch (RuntimeException | StackOverflowError e) {
      throw ParquetErrors.translate(e, "footer at byte " + start);
    }
  }

  private static void requireMagic(MemorySegment file, long at) {
    if (file.get(INT, at) != MAGIC) {
      throw ParquetErrors.corrupt("this is no whole Parquet file: there is no PAR1 at byte " + at);
    }
  }

  private static FileMetaData parse(byte[] footer) {
    try {
      // Thrift refuses containers and strings that cannot fit in this many bytes.
      return Util.readFileMetaData(new ByteArrayInputStream(footer), footer.length);
    } catch (java.io.IOException e) {
      throw ParquetErrors.corrupt("the footer does not parse: " + firstLine(e.getMessage()));
    }
  }

  /// Thrift prints whole structures behind what is wrong.
  private static String firstLine(@Nullable String message) {
    String text = message == null ? "" : message.lines().findFirst().orElse("");
    int structure = text.indexOf(" Struct:");
    return structure < 0 ? text : text.substring(0, structure);
  }

  private static FileMetadata check(FileMetaData footer, long fileSize) {
    if (footer.isSetEncryption_algorithm()) {
      throw ParquetErrors.unsupported(
          "the file has encrypted columns; write it again without encryption");
    }
    SchemaReader.Result schema =
        new SchemaReader(required(footer.getSchema(), "the schema"), declaredTypes(footer)).read();
    ChunkReader chunks = new ChunkReader(schema.leaves(), fileSize, ordersOf(footer));
    List<RowGroupMetadata> groups = new ArrayList<>();
    long rows = 0;
    for (RowGroup group : required(footer.getRow_groups(), "the list of row groups")) {
      if (group.getNum_rows() < 0 || group.getNum_rows() > MAX_ROWS - rows) {
        throw ParquetErrors.corrupt(
            "row group " + groups.size() + " has " + group.getNum_rows() + " rows");
      }
      groups.add(
          new RowGroupMetadata(
              groups.size(),
              rows,
              group.getNum_rows(),
              chunks.read(group, groups.size()),
              sorting(group, schema.leaves().size())));
      rows += group.getNum_rows();
    }
    // The footer's own count is not looked at: some writers leave it at zero.
    return new FileMetadata(schema.fields(), schema.leaves(), groups, rows);
  }

  /// Whether statistics follow the order of the column's type, by leaf.
  private static boolean[] ordersOf(FileMetaData footer) {
    List<ColumnOrder> orders = Objects.requireNonNullElse(footer.getColumn_orders(), List.of());
    boolean[] typed = new boolean[orders.size()];
    for (int i = 0; i < typed.length; i++) {
      typed[i] = orders.get(i).isSetTYPE_ORDER();
    }
    return typed;
  }

  private static List<RowGroupMetadata.Sorting> sorting(RowGroup group, int leaves) {
    List<RowGroupMetadata.Sorting> keys = new ArrayList<>();
    List<SortingColumn> declared = group.getSorting_columns();
    if (declared != null) {
      for (SortingColumn key : declared) {
        if (key.getColumn_idx() < 0 || key.getColumn_idx() >= leaves) {
          throw ParquetErrors.corrupt("a sorting column does not exist");
        }
        keys.add(
            new RowGroupMetadata.Sorting(
                key.getColumn_idx(), key.isDescending(), key.isNulls_first()));
      }
    }
    return keys;
  }

  private static Map<String, DataType> declaredTypes(FileMetaData footer) {
    Map<String, DataType> types = new HashMap<>();
    List<KeyValue> entries = Objects.requireNonNullElse(footer.getKey_value_metadata(), List.of());
    for (KeyValue entry : entries) {
      String value = entry.getValue();
      if (TYPES_KEY.equals(entry.getKey()) && value != null) {
        value.lines().forEach(line -> addType(line, types));
      }
    }
    return types;
  }

  private static void addType(String line, Map<String, DataType> types) {
    int at = line.lastIndexOf('=');
    if (at > 0) {
      types.put(line.substring(0, at), DataType.parse(line.substring(at + 1)));
    }
  }
}
