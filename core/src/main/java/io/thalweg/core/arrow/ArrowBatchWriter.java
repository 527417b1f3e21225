package io.thalweg.core.arrow;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.type.Schema;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/// Fills one `VectorSchemaRoot` with batches, one after the other; its buffers are used again.
///
/// Owned by one thread at a time. Closing it closes the root. Weights are not written: a changelog
/// carries them as a column.
public final class ArrowBatchWriter implements AutoCloseable {
  private final Schema schema;
  private final VectorSchemaRoot root;

  /// @param allocator where the root's buffers come from; outlives the writer
  public ArrowBatchWriter(Schema schema, BufferAllocator allocator) {
    this(schema, ArrowSchemas.toArrow(schema), allocator);
  }

  /// @param arrow what [ArrowSchemas#toArrow] makes of `schema`, perhaps with more metadata
  /// @param allocator where the root's buffers come from; outlives the writer
  public ArrowBatchWriter(
      Schema schema, org.apache.arrow.vector.types.pojo.Schema arrow, BufferAllocator allocator) {
    this.schema = schema;
    this.root = VectorSchemaRoot.create(arrow, allocator);
  }

  /// The root that [#write] fills; the same object all along.
  public VectorSchemaRoot root() {
    return root;
  }

  /// Replaces the root's rows by those of `batch` that count.
  ///
  /// @param batch of the writer's schema
  public void write(Batch batch) {
    int count = batch.rowCount();
    int[] selection = batch.selection();
    for (int i = 0; i < schema.size(); i++) {
      Column column = batch.column(i);
      Column rows = selection == null ? column : column.gather(selection, count);
      VectorFiller.fill(root.getVector(i), schema.type(i), rows.flatten());
    }
    root.setRowCount(count);
  }

  @Override
  public void close() {
    root.close();
  }
}
