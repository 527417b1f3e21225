package io.thalweg.server.flight;

import java.util.List;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedResultSetConcurrency;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.holders.NullableIntHolder;
import org.apache.arrow.vector.ipc.message.IpcOption;

/// Adds the four ids on the concurrency of result sets, which Arrow's builder lacks, to the rows
/// that it sends; everything else is passed on. The official JDBC driver fails when one is missing.
///
/// @param alone whether these ids take the place of all other rows
record ConcurrencyInfos(List<Integer> ids, boolean alone, ServerStreamListener listener)
    implements ServerStreamListener {
  /// The ids this class answers.
  static final List<Integer> IDS =
      List.of(
          SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_UNSPECIFIED_VALUE,
          SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_FORWARD_ONLY_VALUE,
          SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_SCROLL_SENSITIVE_VALUE,
          SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_SCROLL_INSENSITIVE_VALUE);

  /// The member of the value's union for an int32 bitmask.
  private static final byte BITMASK = 3;

  @Override
  public void start(VectorSchemaRoot root, DictionaryProvider dictionaries, IpcOption option) {
    int row = alone ? 0 : root.getRowCount();
    for (int id : ids) {
      ((UInt4Vector) root.getVector("info_name")).setSafe(row, id);
      NullableIntHolder value = new NullableIntHolder();
      value.isSet = 1;
      value.value = bitmask(id);
      DenseUnionVector values = (DenseUnionVector) root.getVector("value");
      values.setTypeId(row, BITMASK);
      values.setSafe(row, value);
      row++;
    }
    root.setRowCount(row);
    listener.start(root, dictionaries, option);
  }

  /// Results are read forward and not written.
  private static int bitmask(int id) {
    return id == SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_FORWARD_ONLY_VALUE
        ? 1 << SqlSupportedResultSetConcurrency.SQL_RESULT_SET_CONCURRENCY_READ_ONLY_VALUE
        : 0;
  }

  @Override
  public boolean isCancelled() {
    return listener.isCancelled();
  }

  @Override
  public void setOnCancelHandler(Runnable handler) {
    listener.setOnCancelHandler(handler);
  }

  @Override
  public boolean isReady() {
    return listener.isReady();
  }

  @Override
  public void putNext() {
    listener.putNext();
  }

  @Override
  public void putNext(ArrowBuf metadata) {
    listener.putNext(metadata);
  }

  @Override
  public void putMetadata(ArrowBuf metadata) {
    listener.putMetadata(metadata);
  }

  @Override
  public void error(Throwable error) {
    listener.error(error);
  }

  @Override
  public void completed() {
    listener.completed();
  }
}
