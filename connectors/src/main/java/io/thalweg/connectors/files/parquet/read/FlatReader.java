package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.encoding.Encoding;
import io.thalweg.connectors.files.parquet.encoding.HybridDecoder;
import io.thalweg.connectors.files.parquet.format.LeafColumn;
import io.thalweg.connectors.files.parquet.format.ParquetErrors;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.Columns;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a column without nesting: one level entry per row. Dictionary pages become dictionary
/// columns that share the chunk's dictionary; skipped pages are not decompressed.
final class FlatReader implements ColumnReader {
  private static final byte[] NO_BYTES = {};

  private final LeafColumn leaf;
  private final PageReader pages;
  private final ValueReader values;

  /// Rows of the current page that were neither read nor skipped.
  private int left;

  /// Rows of the current page that were skipped but that its decoders have not passed yet.
  private int behind;

  private @Nullable DataPage page;

  FlatReader(LeafColumn leaf, PageReader pages) {
    this.leaf = leaf;
    this.pages = pages;
    this.values = ValueReader.of(leaf);
  }

  @Override
  public String place() {
    return pages.place();
  }

  @Override
  public void skip(int rows) {
    int todo = rows;
    while (todo > 0) {
      int n = Math.min(todo, rowsInPage());
      left -= n;
      behind += n;
      todo -= n;
    }
  }

  @Override
  public Column read(int rows) {
    int n = Math.min(rows, rowsInPage());
    Column first = readPart(n);
    if (n == rows) {
      return first;
    }
    List<Column> parts = new ArrayList<>();
    parts.add(first);
    for (int done = n; done < rows; done += n) {
      n = Math.min(rows - done, rowsInPage());
      parts.add(readPart(n));
    }
    return Columns.concat(parts);
  }

  @Override
  public Column readSelected(int[] positions, int count, int rows) {
    if (rows > rowsInPage()) {
      return read(rows).gather(positions, count);
    }
    DataPage current = load();
    if (current.definition() != null || current.encoding().isDictionary()) {
      return readPart(rows).gather(positions, count);
    }
    left -= rows;
    return values.readSelected(current.decoder(), positions, count, rows);
  }

  /// Rows left in the current page, at least one, after stepping to the next if needed.
  private int rowsInPage() {
    if (left == 0) {
      page = null;
      behind = 0;
      left = pages.next();
      if (left == 0) {
        throw ParquetErrors.corrupt("the column has fewer rows than its row group");
      }
    }
    return left;
  }

  /// The current page's decoders, moved behind what was skipped.
  private DataPage load() {
    DataPage loaded = page;
    if (loaded == null) {
      loaded = pages.load();
      page = loaded;
    }
    if (behind > 0) {
      HybridDecoder definition = loaded.definition();
      loaded.decoder().skip(definition == null ? behind : definition.skipAndCountBits(behind));
      behind = 0;
    }
    return loaded;
  }

  private Column readPart(int rows) {
    DataPage current = load();
    left -= rows;
    HybridDecoder definition = current.definition();
    long @Nullable [] validity = null;
    int present = rows;
    if (definition != null) {
      long[] bits = new long[Bits.words(rows)];
      present = definition.readAndCountBits(bits, 0, rows);
      validity = present == rows ? null : bits;
    }
    if (present == 0) {
      return nulls(leaf, rows);
    }
    return current.encoding().isDictionary()
        ? readIds(current, pages.dictionary(), rows, present, validity)
        : values.read(current.decoder(), rows, present, validity);
  }

  /// `rows` rows of NULL.
  static FlatColumn nulls(LeafColumn leaf, int rows) {
    return ValueReader.of(leaf)
        .read(
            Encoding.PLAIN.decoder(leaf.physical(), leaf.width(), NO_BYTES, 0, 0),
            rows,
            0,
            new long[Bits.words(rows)]);
  }

  /// The next `rows` rows, `present` of them not NULL, of a page of ids.
  static DictionaryColumn readIds(
      DataPage current, FlatColumn dictionary, int rows, int present, long @Nullable [] validity) {
    int[] ids = new int[rows];
    current.decoder().read(ids, 0, present);
    checkIds(ids, present, dictionary.length());
    if (validity != null) {
      Spread.ints(ids, validity, rows, present);
    }
    return new DictionaryColumn(rows, ids, dictionary, validity);
  }

  private static void checkIds(int[] ids, int count, int size) {
    int outside = 0;
    for (int i = 0; i < count; i++) {
      outside |= ids[i] | size - 1 - ids[i];
    }
    if (outside < 0) {
      throw ParquetErrors.corrupt(
          "a dictionary id is outside of the dictionary's " + size + " values");
    }
  }
}
