#include "models/exchange/bundlekey.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <memory>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace tocsin {

namespace {

constexpr size_t kSignatureBytes = 64;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::exchange", text);
}

template<auto release> struct Released
{
    template<class T> void operator()(T *p) const { release(p); }
};
using Key = std::unique_ptr<EVP_PKEY, Released<EVP_PKEY_free>>;
using Bio = std::unique_ptr<BIO, Released<BIO_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, Released<EVP_MD_CTX_free>>;

/** A key that wants a password has no place here: nobody is asked on a storage thread. */
int noPassword(char *, int, int, void *)
{
    return -1;
}

Key readKey(const QByteArray &pem, bool isPrivate)
{
    const Bio bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    if (!bio)
        return {};
    Key key(isPrivate ? PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassword, nullptr)
                      : PEM_read_bio_PUBKEY(bio.get(), nullptr, noPassword, nullptr));
    return key && EVP_PKEY_get_id(key.get()) == EVP_PKEY_ED25519 ? std::move(key) : Key();
}

QByteArray bytesOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? QByteArray(data, size) : QByteArray();
}

tl::unexpected<Error> noKey()
{
    return failure(ErrorKind::Invalid,
                   tr("This is no private Ed25519 key without a password (PEM). One is made with: openssl genpkey "
                      "-algorithm ed25519."),
                   {}, QStringLiteral("key"));
}

} // namespace

Result<QByteArray> makeBundleKey()
{
    const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!key || !bio || PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return failure(ErrorKind::Internal, tr("A key could not be made."));
    return bytesOf(bio.get());
}

Result<QByteArray> publicKeyOf(const QByteArray &privatePem)
{
    const Key key = readKey(privatePem, true);
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!key || !bio || PEM_write_bio_PUBKEY(bio.get(), key.get()) != 1)
        return noKey();
    return bytesOf(bio.get());
}

Result<QString> keyFingerprint(const QByteArray &publicPem)
{
    const Key key = readKey(publicPem, false);
    unsigned char *der = nullptr;
    const int size = key ? i2d_PUBKEY(key.get(), &der) : -1;
    if (size <= 0)
        return failure(ErrorKind::Invalid, tr("This is no public Ed25519 key (PEM)."), {}, QStringLiteral("key"));
    const QByteArray bytes(reinterpret_cast<const char *>(der), size);
    OPENSSL_free(der);
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

Result<QByteArray> signBytes(const QByteArray &bytes, const QByteArray &privatePem)
{
    const Key key = readKey(privatePem, true);
    if (!key)
        return noKey();
    const Context context(EVP_MD_CTX_new());
    QByteArray signature(kSignatureBytes, '\0');
    size_t size = kSignatureBytes;
    if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size,
                       reinterpret_cast<const unsigned char *>(bytes.constData()),
                       static_cast<size_t>(bytes.size())) != 1)
        return failure(ErrorKind::Internal, tr("The manifest could not be signed."));
    return signature;
}

bool isSignatureOf(const QByteArray &bytes, const QByteArray &signature, const QByteArray &publicPem)
{
    const Key key = readKey(publicPem, false);
    const Context context(EVP_MD_CTX_new());
    return key && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char *>(signature.constData()),
                            static_cast<size_t>(signature.size()),
                            reinterpret_cast<const unsigned char *>(bytes.constData()),
                            static_cast<size_t>(bytes.size())) == 1;
}

} // namespace tocsin
