package io.thalweg.connectors.files.parquet.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/// Encodes one column chunk into memory: a dictionary page when it pays, then data pages that end
/// at row boundaries. Every page carries a checksum.
final class ChunkWriter {
  /// Bytes of values above which a page ends early.
  private static final int PAGE_BYTES = 1 << 20;

  private final PageCompressor compressor;
  private final int pageEntries;
  private final Buffer page = new Buffer();
  private final Buffer levels = new Buffer();
  private final Buffer compressed = new Buffer();
  private Buffer out = new Buffer();
  private long uncompressed;

  /// @param pageEntries level entries above which a page ends at the next row
  ChunkWriter(PageCompressor compressor, int pageEntries) {
    this.compressor = compressor;
    this.pageEntries = pageEntries;
  }

  /// Appends the chunk to `target`, and its pages to `index`.
  ///
  /// @param position where `target` ends in the file
  ColumnMetaData write(LeafData data, long position, Buffer target, IndexBuilder index)
      throws IOException {
    out = target;
    uncompressed = 0;
    int start = target.size();
    StoredValues values = StoredValues.of(data.leaf, data.values);
    Dictionary dictionary = Dictionary.of(values);
    List<PageEncodingStats> pages = new ArrayList<>();
    ColumnMetaData meta = new ColumnMetaData();
    if (dictionary != null) {
      meta.setDictionary_page_offset(position);
      writeDictionary(dictionary.entries());
      pages.add(new PageEncodingStats(PageType.DICTIONARY_PAGE, Encoding.PLAIN, 1));
    }
    meta.setData_page_offset(position + target.size() - start);
    Encoding encoding = dictionary == null ? Encoding.PLAIN : Encoding.RLE_DICTIONARY;
    int count = writeData(data, values, dictionary, index, position - start);
    pages.add(new PageEncodingStats(PageType.DATA_PAGE, encoding, count));
    StoredValues known = dictionary == null ? values : dictionary.entries();
    return meta.setType(Storage.thrift(data.leaf.physical()))
        .setEncodings(
            dictionary == null
                ? List.of(Encoding.PLAIN, Encoding.RLE)
                : List.of(Encoding.PLAIN, Encoding.RLE, Encoding.RLE_DICTIONARY))
        .setPath_in_schema(data.leaf.path())
        .setCodec(compressor.thrift())
        .setNum_values(data.entries)
        .setTotal_compressed_size(target.size() - start)
        .setTotal_uncompressed_size(uncompressed)
        .setEncoding_stats(pages)
        .setStatistics(
            ChunkStatistics.of(data, known, dictionary == null ? -1 : dictionary.entries().count));
  }

  private void writeDictionary(StoredValues entries) throws IOException {
    page.clear();
    entries.plain(0, entries.count, page);
    PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, page.size(), 0);
    header.setDictionary_page_header(new DictionaryPageHeader(entries.count, Encoding.PLAIN));
    writePage(header);
  }

  /// Returns the number of pages.
  ///
  /// @param base where the output buffer begins in the file
  private int writeData(
      LeafData data,
      StoredValues values,
      @Nullable Dictionary dictionary,
      IndexBuilder index,
      long base)
      throws IOException {
    Encoding encoding = dictionary == null ? Encoding.PLAIN : Encoding.RLE_DICTIONARY;
    int pages = 0;
    int value = 0;
    long row = 0;
    for (int from = 0; from < data.entries || pages == 0; pages++) {
      int to = pageEnd(data, values, from, value);
      int next = value + present(data, from, to);
      page.clear();
      writeLevels(data.repetitions, data.leaf.maxRepetition(), from, to);
      writeLevels(data.definitions, data.leaf.maxDefinition(), from, to);
      if (dictionary == null) {
        values.plain(value, next, page);
      } else {
        page.write(dictionary.idWidth());
        HybridEncoder.encode(dictionary.ids(), value, next, dictionary.idWidth(), page);
      }
      PageHeader header = new PageHeader(PageType.DATA_PAGE, page.size(), 0);
      header.setData_page_header(
          new DataPageHeader(to - from, encoding, Encoding.RLE, Encoding.RLE));
      int at = out.size();
      writePage(header);
      int nulls = to - from - (next - value);
      index.add(base + at, out.size() - at, row, nulls, data.leaf, values.slice(value, next));
      row += rows(data, from, to);
      value = next;
      from = to;
    }
    return pages;
  }

  /// The entry behind the page that begins at `from`, at the start of a row.
  private int pageEnd(LeafData data, StoredValues values, int from, int firstValue) {
    int to = Math.min(data.entries, from + pageEntries);
    if (values instanceof StoredValues.Strings strings) {
      int value = firstValue;
      for (int i = from; i < to; i++) {
        value += data.definitions[i] == data.leaf.maxDefinition() ? 1 : 0;
        if (strings.offsets[value] - strings.offsets[firstValue] > PAGE_BYTES) {
          to = i + 1;
        }
      }
    }
    while (to < data.entries && data.repetitions[to] > 0) {
      to++;
    }
    return to;
  }

  private static int rows(LeafData data, int from, int to) {
    int rows = 0;
    for (int i = from; i < to; i++) {
      rows += data.repetitions[i] == 0 ? 1 : 0;
    }
    return rows;
  }

  private static int present(LeafData data, int from, int to) {
    int present = 0;
    for (int i = from; i < to; i++) {
      present += data.definitions[i] == data.leaf.maxDefinition() ? 1 : 0;
    }
    return present;
  }

  private void writeLevels(int[] of, int max, int from, int to) {
    if (max > 0) {
      levels.clear();
      int width = Integer.SIZE - Integer.numberOfLeadingZeros(max);
      HybridEncoder.encode(of, from, to, width, levels);
      page.writeInt(levels.size());
      page.write(levels.bytes(), 0, levels.size());
    }
  }

  private void writePage(PageHeader header) throws IOException {
    compressor.compress(page, compressed);
    CRC32 crc = new CRC32();
    crc.update(compressed.bytes(), 0, compressed.size());
    header.setCompressed_page_size(compressed.size()).setCrc((int) crc.getValue());
    int start = out.size();
    Util.writePageHeader(header, out);
    uncompressed += out.size() - start + page.size();
    out.write(compressed.bytes(), 0, compressed.size());
  }
}
