package io.thalweg.connectors.files.parquet.write;

import io.thalweg.connectors.files.parquet.codec.Codec;
import io.thalweg.connectors.files.parquet.format.FooterReader;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Columns;
import io.thalweg.core.type.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/// Writes row groups and at the end the footer. Used by one thread at a time; a row group is
/// encoded in memory before it is written.
public final class FileWriter implements AutoCloseable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT_VERSION = 2;

  private final OutputStream file;
  private final SchemaBuilder schema;
  private final PageCompressor compressor;
  private final ChunkWriter chunks;
  private final Buffer buffer = new Buffer();
  private final List<RowGroup> groups = new ArrayList<>();
  private final List<IndexWrite> indexes = new ArrayList<>();
  private long position;
  private long rows;

  /// Writes the index of one column chunk, once all row groups are in the file.
  private interface IndexWrite {
    void write() throws IOException;
  }

  /// @param path a file that does not exist yet
  /// @param pageRows the most rows of a page
  public FileWriter(Path path, Schema schema, Codec codec, int pageRows) throws IOException {
    this.schema = new SchemaBuilder(schema);
    this.file =
        Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.compressor = new PageCompressor(codec);
    this.chunks = new ChunkWriter(compressor, pageRows);
    buffer.write(MAGIC, 0, MAGIC.length);
    flush();
  }

  private void flush() throws IOException {
    file.write(buffer.bytes(), 0, buffer.size());
    position += buffer.size();
    buffer.clear();
  }

  /// Rows of all row groups so far.
  public long rows() {
    return rows;
  }

  /// Writes the rows that count of these batches as one row group.
  public void writeRowGroup(List<Batch> batches) throws IOException {
    Batch group = Columns.concatBatches(batches);
    RowGroup thrift = new RowGroup(new ArrayList<>(), 0, group.length());
    long start = position;
    long uncompressed = 0;
    for (int i = 0; i < group.columns().size(); i++) {
      List<LeafData> leaves = new ArrayList<>();
      new Shredder(leaves).shred(schema.targets().get(i), group.column(i));
      for (LeafData leaf : leaves) {
        IndexBuilder index = new IndexBuilder();
        ColumnMetaData meta = chunks.write(leaf, position, buffer, index);
        uncompressed += meta.getTotal_uncompressed_size();
        ColumnChunk chunk = new ColumnChunk(0).setMeta_data(meta);
        thrift.addToColumns(chunk);
        indexes.add(() -> index.write(chunk, position, buffer));
        flush();
      }
    }
    thrift.setTotal_byte_size(uncompressed);
    thrift.setFile_offset(start);
    thrift.setTotal_compressed_size(position - start);
    groups.add(thrift);
    rows += group.length();
  }

  /// Writes page indexes and footer.
  public void finish() throws IOException {
    for (IndexWrite index : indexes) {
      index.write();
    }
    flush();
    FileMetaData footer = new FileMetaData(FORMAT_VERSION, schema.elements(), rows, groups);
    footer.setCreated_by("thalweg");
    for (int i = 0; i < schema.leaves().size(); i++) {
      footer.addToColumn_orders(ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()));
    }
    if (!schema.declaredTypes().isEmpty()) {
      footer.addToKey_value_metadata(
          new KeyValue(FooterReader.TYPES_KEY).setValue(schema.declaredTypes()));
    }
    Util.writeFileMetaData(footer, buffer);
    buffer.writeInt(buffer.size());
    buffer.write(MAGIC, 0, MAGIC.length);
    flush();
  }

  @Override
  public void close() throws IOException {
    compressor.close();
    file.close();
  }
}
