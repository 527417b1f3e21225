package io.thalweg.cli.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.sql.SQLException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/// The batches of the result as they are, in Arrow's IPC stream format.
final class ArrowWriter implements ResultWriter {
  @Override
  public long write(Rows rows, OutputStream out) throws SQLException, IOException {
    ArrowReader reader =
        rows.batches()
            .orElseThrow(
                () -> new IOException("this result has no Arrow batches; use --format json"));
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    long count = 0;
    // Closing the writer would close the output, which is not ours.
    ArrowStreamWriter writer = new ArrowStreamWriter(root, reader, Channels.newChannel(out));
    writer.start();
    while (reader.loadNextBatch()) {
      writer.writeBatch();
      count += root.getRowCount();
    }
    writer.end();
    out.flush();
    return count;
  }
}
