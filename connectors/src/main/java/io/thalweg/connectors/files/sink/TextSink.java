package io.thalweg.connectors.files.sink;

import io.thalweg.connectors.files.source.FileErrors;
import io.thalweg.connectors.files.text.Compression;
import io.thalweg.connectors.files.text.TextBuffer;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Writes batches as text. Thread-safe: tasks encode side by side and append one after the other.
public final class TextSink implements TableSink {
  private final NewFile file;
  private final OutputStream out;
  private final RowEncoder encoder;
  private long rows;

  /// Makes text of rows. Thread-safe.
  public interface RowEncoder {

    /// What stands at the beginning of the file.
    String start();

    /// What stands between two pieces that [#encode] made.
    String separator();

    /// What stands at the end of the file.
    ///
    /// @param empty whether there was no row
    String end(boolean empty);

    /// Appends all rows of a batch without a selection.
    void encode(Batch batch, TextBuffer text);
  }

  public TextSink(Path target, Compression compression, RowEncoder encoder) {
    this.encoder = encoder;
    this.file = new NewFile(target);
    try {
      this.out = compression.writing(Channels.newOutputStream(file.channel()));
      out.write(encoder.start().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      file.abort();
      throw FileErrors.unwritable(target, e);
    }
  }

  @Override
  public void write(Batch batch) {
    if (batch.isEmpty()) {
      return;
    }
    TextBuffer text = new TextBuffer();
    encoder.encode(batch.compact(), text);
    append(text, batch.rowCount());
  }

  private synchronized void append(TextBuffer text, int count) {
    try {
      if (rows > 0) {
        out.write(encoder.separator().getBytes(StandardCharsets.UTF_8));
      }
      rows += count;
      text.writeTo(out);
    } catch (IOException e) {
      throw FileErrors.unwritable(file.target(), e);
    }
  }

  @Override
  public synchronized long commit() {
    try {
      out.write(encoder.end(rows == 0).getBytes(StandardCharsets.UTF_8));
      // Flushed, not closed: the channel has to be forced first.
      out.flush();
    } catch (IOException e) {
      file.abort();
      throw FileErrors.unwritable(file.target(), e);
    }
    file.commit();
    return rows;
  }

  @Override
  public synchronized void abort() {
    file.abort();
  }
}
