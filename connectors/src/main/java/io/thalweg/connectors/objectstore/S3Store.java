package io.thalweg.connectors.objectstore;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.CheckpointStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Objects in a bucket. Thread-safe.
///
/// A put is atomic in S3 itself; a key is kept free for one writer by the condition `If-None-Match:
/// *`. Conditional puts are never repeated by the library: after a lost answer the second attempt
/// would be told that the key is taken, by itself.
final class S3Store implements CheckpointStore {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final int CONFLICTS = 10;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Location location;
  private final SdkHttpClient http;
  private final S3Client client;
  private final S3Client once;

  S3Store(S3Location location) {
    this.location = location;
    this.http =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE).build();
    try {
      this.client = builder(location, http).build();
      this.once =
          builder(location, http)
              .overrideConfiguration(
                  configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
              .build();
    } catch (SdkException e) {
      http.close();
      throw new ThalwegException(
          ErrorCode.INVALID_CONFIGURATION,
          "the store '" + location + "' cannot be opened: " + e.getMessage(),
          e);
    }
  }

  private static S3ClientBuilder builder(S3Location location, SdkHttpClient http) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(http)
            .forcePathStyle(location.pathStyle())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    location.region().ifPresent(region -> builder.region(Region.of(region)));
    location.endpoint().ifPresent(builder::endpointOverride);
    return builder;
  }

  @Override
  public String location() {
    return location.toString();
  }

  @Override
  public void put(String key, byte[] content) {
    PutObjectRequest request = request(key).build();
    call("written", key, () -> client.putObject(request, RequestBody.fromBytes(content)));
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content) {
    PutObjectRequest request = request(key).ifNoneMatch("*").build();
    return call("written", key, () -> putIfAbsent(request, content));
  }

  /// A conflict says that another put of the key is on its way; its outcome is not known yet.
  private boolean putIfAbsent(PutObjectRequest request, byte[] content) {
    for (int i = 0; ; i++) {
      try {
        once.putObject(request, RequestBody.fromBytes(content));
        return true;
      } catch (S3Exception e) {
        if (e.statusCode() == PRECONDITION_FAILED) {
          return false;
        }
        if (e.statusCode() != CONFLICT || i == CONFLICTS) {
          throw e;
        }
      }
    }
  }

  private PutObjectRequest.Builder request(String key) {
    return PutObjectRequest.builder().bucket(location.bucket()).key(path(key));
  }

  private String path(String key) {
    if (!CheckpointStore.isKey(key)) {
      throw new IllegalArgumentException("'" + key + "' is no key");
    }
    return location.key(key);
  }

  @Override
  public Optional<byte[]> get(String key, long maxBytes) {
    String path = path(key);
    return call("read", key, () -> read(key, path, maxBytes));
  }

  private Optional<byte[]> read(String key, String path, long maxBytes) {
    try (ResponseInputStream<GetObjectResponse> in =
        client.getObject(request -> request.bucket(location.bucket()).key(path))) {
      Long size = in.response().contentLength();
      if (size == null || size > maxBytes) {
        in.abort();
        throw new ThalwegException(
            ErrorCode.CHECKPOINT_CORRUPT,
            "'" + key + "' has " + size + " bytes where at most " + maxBytes + " were expected");
      }
      byte[] content = in.readNBytes(Math.toIntExact(size));
      if (content.length != size) {
        throw S3Errors.lost(location, key, "the answer ended after " + content.length + " bytes");
      }
      return Optional.of(content);
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw S3Errors.lost(location, key, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<Entry> list(String prefix) {
    String start = location.key(prefix);
    return call(
        "listed",
        prefix,
        () -> {
          List<Entry> entries = new ArrayList<>();
          client
              .listObjectsV2Paginator(request -> request.bucket(location.bucket()).prefix(start))
              .contents()
              .forEach(
                  object -> {
                    String key = location.object(object.key());
                    if (CheckpointStore.isKey(key)) {
                      entries.add(new Entry(key, object.size()));
                    }
                  });
          entries.sort(Comparator.comparing(Entry::key));
          return entries;
        });
  }

  @Override
  public void delete(String key) {
    String path = path(key);
    call(
        "deleted",
        key,
        () -> client.deleteObject(request -> request.bucket(location.bucket()).key(path)));
  }

  private <T> T call(String what, String key, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw S3Errors.of(location, what, key, e);
    }
  }

  @Override
  public void close() {
    client.close();
    once.close();
    http.close();
  }
}
