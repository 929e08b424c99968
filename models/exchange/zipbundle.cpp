#include "models/exchange/zipbundle.h"

#include "models/exchange/bundlekey.h"
#include "models/exchange/timestamp.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QTemporaryFile>
#include <archive.h>
#include <archive_entry.h>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::exchange", text);
}

/** Written beside its place under another name, readable by its owner alone. */
class ZipFile : public BundleFile
{
public:
    ZipFile(QString path, QByteArray key, StampServer stamp, const StampLimits &limits)
        : m_path(std::move(path))
        , m_key(std::move(key))
        , m_stamp(std::move(stamp))
        , m_limits(limits)
        , m_file(m_path + u".XXXXXX.part"_s)
    {
    }
    ~ZipFile() override
    {
        if (m_archive)
            archive_write_free(m_archive);
    }

    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> begin(const QString &name) override;
    [[nodiscard]] Result<void> write(const QByteArray &bytes) override;
    [[nodiscard]] Result<BundleSeal> finish(const std::function<bool()> &goOn) override;
    [[nodiscard]] Result<void> commit() override;

private:
    [[nodiscard]] Result<void> endEntry();
    [[nodiscard]] Result<void> add(const QString &name, const QByteArray &bytes);
    [[nodiscard]] Result<void> addStamp(const QByteArray &manifest, const std::function<bool()> &goOn,
                                        BundleSeal &seal);
    [[nodiscard]] tl::unexpected<Error> failed() const;

    QString m_path;
    QByteArray m_key;
    StampServer m_stamp;
    StampLimits m_limits;
    QTemporaryFile m_file; ///< gone with this object, until it is renamed
    archive *m_archive = nullptr;
    QString m_name; ///< of the entry that is open
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    QMap<QString, QByteArray> m_sums;
};

tl::unexpected<Error> ZipFile::failed() const
{
    const char *why = m_archive ? archive_error_string(m_archive) : nullptr;
    return failure(ErrorKind::Full, tr("The bundle could not be written to %1.").arg(m_path),
                   why ? QString::fromUtf8(why) : m_file.errorString(), u"path"_s);
}

Result<void> ZipFile::open()
{
    if (!m_file.open())
        return failure(ErrorKind::Denied, tr("%1 cannot be made: %2.").arg(m_path, m_file.errorString()), {},
                       u"path"_s);
    m_archive = archive_write_new();
    if (!m_archive || archive_write_set_format_zip(m_archive) != ARCHIVE_OK ||
        archive_write_open_fd(m_archive, m_file.handle()) != ARCHIVE_OK)
        return failed();
    return {};
}

Result<void> ZipFile::endEntry()
{
    if (m_name.isEmpty())
        return {};
    if (archive_write_finish_entry(m_archive) != ARCHIVE_OK)
        return failed();
    m_sums.insert(m_name, m_hash.result().toHex());
    m_name.clear();
    return {};
}

Result<void> ZipFile::begin(const QString &name)
{
    if (auto ok = endEntry(); !ok)
        return ok;
    if (!isBundleName(name) || m_sums.contains(name))
        return failure(ErrorKind::Internal, tr("The bundle could not be written to %1.").arg(m_path), name);
    const std::unique_ptr<archive_entry, void (*)(archive_entry *)> entry(archive_entry_new(), archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.toLatin1().constData());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    if (archive_write_header(m_archive, entry.get()) != ARCHIVE_OK)
        return failed();
    m_name = name;
    m_hash.reset();
    return {};
}

Result<void> ZipFile::write(const QByteArray &bytes)
{
    if (!bytes.isEmpty() &&
        archive_write_data(m_archive, bytes.constData(), static_cast<size_t>(bytes.size())) != bytes.size())
        return failed();
    m_hash.addData(bytes);
    return {};
}

Result<void> ZipFile::add(const QString &name, const QByteArray &bytes)
{
    if (auto ok = begin(name); !ok)
        return ok;
    return write(bytes);
}

/** What the authority answers to a question about the manifest, once it holds. */
Result<void> ZipFile::addStamp(const QByteArray &manifest, const std::function<bool()> &goOn, BundleSeal &seal)
{
    if (m_stamp.url.isEmpty())
        return {};
    const auto question = stampQuestion(manifest);
    if (!question)
        return tl::unexpected(question.error());
    const auto answer = carryStamp(m_stamp.url, *question, m_stamp.certificates, goOn, m_limits);
    if (!answer)
        return tl::unexpected(answer.error());
    const auto stamp = answeredStamp(*answer, *question, m_stamp.certificates);
    if (!stamp)
        return tl::unexpected(stamp.error());
    seal.stampedMs = stamp->atMs;
    seal.stampedBy = stamp->authority;
    return add(kStampName, *answer);
}

Result<BundleSeal> ZipFile::finish(const std::function<bool()> &goOn)
{
    const auto key = publicKeyOf(m_key);
    if (!key)
        return tl::unexpected(key.error());
    auto done = add(kPublicKeyName, *key);
    if (done && !m_stamp.url.isEmpty() && !m_stamp.certificates.isEmpty())
        done = add(kAuthorityName, m_stamp.certificates);
    if (done)
        done = endEntry();
    QByteArray manifest;
    for (auto it = m_sums.cbegin(); it != m_sums.cend(); ++it)
        manifest += it.value() + "  " + it.key().toLatin1() + '\n';
    const auto signature = signBytes(manifest, m_key);
    const auto fingerprint = keyFingerprint(*key);
    if (!signature || !fingerprint)
        return tl::unexpected(signature ? fingerprint.error() : signature.error());
    if (done)
        done = add(kManifestName, manifest);
    if (done)
        done = add(kSignatureName, *signature);
    BundleSeal seal;
    if (done)
        done = addStamp(manifest, goOn, seal);
    if (done)
        done = endEntry();
    if (!done)
        return tl::unexpected(done.error());
    if (archive_write_close(m_archive) != ARCHIVE_OK || !m_file.flush())
        return failed();
    seal.manifestSha256 = QString::fromLatin1(QCryptographicHash::hash(manifest, QCryptographicHash::Sha256).toHex());
    seal.keySha256 = *fingerprint;
    seal.files = static_cast<int>(m_sums.size());
    seal.bytes = QFileInfo(m_file.fileName()).size();
    return seal;
}

Result<void> ZipFile::commit()
{
    // rename() of a temporary file does not replace what came there meanwhile.
    if (!m_file.rename(m_path))
        return failure(ErrorKind::Conflict, tr("%1 cannot be made: %2.").arg(m_path, m_file.errorString()), {},
                       u"path"_s);
    m_file.setAutoRemove(false);
    return {};
}

} // namespace

bool isBundleName(const QString &name)
{
    static const QRegularExpression form(u"\\A(?:[A-Za-z0-9_][A-Za-z0-9._-]*/)*[A-Za-z0-9_][A-Za-z0-9._-]*\\z"_s);
    return form.match(name).hasMatch();
}

Result<QByteArray> ZipBundler::makeKey()
{
    return makeBundleKey();
}

Result<QString> ZipBundler::fingerprint(const QByteArray &key)
{
    const auto pub = publicKeyOf(key);
    return pub ? keyFingerprint(*pub) : Result<QString>(tl::unexpected(pub.error()));
}

Result<std::unique_ptr<BundleFile>> ZipBundler::begin(const QString &path, const QByteArray &key,
                                                      const StampServer &stamp)
{
    if (const auto known = fingerprint(key); !known)
        return tl::unexpected(known.error());
    // What is wrong with the address is said before everything is written for nothing.
    if (!stamp.url.isEmpty())
        if (auto ok = checkStampUrl(stamp.url); !ok)
            return tl::unexpected(ok.error());
    if (!stamp.certificates.isEmpty())
        if (auto ok = checkCertificates(stamp.certificates); !ok)
            return tl::unexpected(ok.error());
    auto file = std::make_unique<ZipFile>(path, key, stamp, limits);
    if (auto ok = file->open(); !ok)
        return tl::unexpected(ok.error());
    return std::unique_ptr<BundleFile>(std::move(file));
}

} // namespace tocsin
