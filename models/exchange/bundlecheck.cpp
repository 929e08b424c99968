#include "models/exchange/bundlecheck.h"

#include "models/exchange/bundlekey.h"
#include "models/exchange/bundlerecord.h"
#include "models/exchange/timestamp.h"
#include "models/exchange/zipbundle.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QSet>
#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr size_t kBlockBytes = 256 * 1024;
constexpr QLatin1StringView kAboutName{"bundle.json"};
constexpr qsizetype kHexDigits = 64;
constexpr int kMostBegun = 1000; ///< times it is read from its beginning, past what cannot be

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::exchange", text);
}

using Progress = std::function<bool(qint64, qint64)>;

/** A line of a manifest. */
struct ListedFile
{
    QString name;
    QByteArray sha256;
};

/** One reading of the zip file, entry by entry. */
class BundleReader
{
public:
    BundleReader(const QString &path, const Progress &progress, const BundleLimits &limits)
        : m_path(path)
        , m_progress(progress)
        , m_limits(limits)
    {
    }

    [[nodiscard]] Result<BundleReport> check(const BundleTrust &trust);

private:
    enum class End { Whole, Damaged, Stopped, TooLarge };

    [[nodiscard]] End readAll();
    /** The entries after the first `done`; `done` goes on. Damaged: the next of them cannot be read past. */
    [[nodiscard]] End readFrom(qsizetype &done, bool &isInside);
    [[nodiscard]] End readEntry(archive *zip, const QString &name);
    void compare(const BundleTrust &trust);
    void compareSums(const QList<ListedFile> &files);
    void compareStamp(const QByteArray &certificates);
    void compareNames();
    void find(const QString &text) { m_report.findings.append(text); }
    [[nodiscard]] bool isKept(const QString &name) const
    {
        return name == kManifestName || name == kSignatureName || name == kPublicKeyName || name == kAboutName ||
               name == kStampName || name == kAuthorityName;
    }

    QString m_path;
    const Progress &m_progress;
    const BundleLimits &m_limits;
    BundleReport m_report;
    QStringList m_names;
    QHash<QString, QByteArray> m_sums; ///< "damaged" for what cannot be read
    QHash<QString, QByteArray> m_kept;
    BundleRecord m_record;
    qint64 m_size = 1;
};

BundleReader::End BundleReader::readEntry(archive *zip, const QString &name)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray block(kBlockBytes, Qt::Uninitialized);
    const bool isFirst = !m_sums.contains(name);
    m_record.begin(isFirst ? name : QString());
    for (;;) {
        const la_ssize_t size = archive_read_data(zip, block.data(), kBlockBytes);
        if (size == 0)
            break;
        if (size < 0) {
            m_sums.insert(name, "damaged");
            m_record.end();
            return size == ARCHIVE_FATAL ? End::Damaged : End::Whole;
        }
        m_report.bytes += size;
        if (m_report.bytes > m_limits.bytes)
            return End::TooLarge;
        const QByteArray part = QByteArray::fromRawData(block.constData(), size);
        hash.addData(part);
        m_record.add(part);
        if (isKept(name) && isFirst) {
            QByteArray &kept = m_kept[name];
            if (kept.size() + size > m_limits.smallFile)
                return End::TooLarge;
            kept.append(part.constData(), size);
        }
        if (m_progress && !m_progress(archive_filter_bytes(zip, -1), m_size))
            return End::Stopped;
    }
    m_record.end();
    if (isFirst)
        m_sums.insert(name, hash.result().toHex());
    return End::Whole;
}

BundleReader::End BundleReader::readAll()
{
    qsizetype done = 0;
    for (int begun = 0; begun < kMostBegun; ++begun) {
        bool isInside = false;
        const qsizetype before = done;
        const End end = readFrom(done, isInside);
        if (end != End::Damaged || !isInside || done == before)
            return end;
    }
    return End::Damaged;
}

BundleReader::End BundleReader::readFrom(qsizetype &done, bool &isInside)
{
    const std::unique_ptr<archive, int (*)(archive *)> zip(archive_read_new(), archive_read_free);
    // Only with its directory: what is cut off is no bundle.
    if (!zip || archive_read_support_format_zip_seekable(zip.get()) != ARCHIVE_OK ||
        archive_read_open_filename(zip.get(), QFile::encodeName(m_path).constData(), kBlockBytes) != ARCHIVE_OK)
        return End::Damaged;
    for (qsizetype index = 0;; ++index) {
        archive_entry *entry = nullptr;
        const int code = archive_read_next_header(zip.get(), &entry);
        if (code == ARCHIVE_EOF)
            return End::Whole;
        if (code != ARCHIVE_OK && code != ARCHIVE_WARN)
            return End::Damaged;
        if (index < done)
            continue;
        done = index + 1;
        const char *raw = archive_entry_pathname_utf8(entry);
        if (!raw)
            raw = archive_entry_pathname(entry);
        const QString name = raw ? QString::fromUtf8(raw) : QString();
        m_names.append(name);
        if (m_names.size() > m_limits.files)
            return End::TooLarge;
        if (!isBundleName(name))
            continue;
        if (const End end = readEntry(zip.get(), name); end != End::Whole) {
            isInside = end == End::Damaged;
            return end;
        }
    }
}

/** As ascii() of Python writes it. */
QString asciiName(const QString &name)
{
    QString out = u"'"_s;
    for (const uint c : name.toUcs4()) {
        if (c == '\\')
            out += u"\\\\"_s;
        else if (c == '\n')
            out += u"\\n"_s;
        else if (c == '\r')
            out += u"\\r"_s;
        else if (c == '\t')
            out += u"\\t"_s;
        else if (c >= 0x20 && c < 0x7f)
            out += QChar(c);
        else if (c <= 0xff)
            out += u"\\x%1"_s.arg(c, 2, 16, QChar(u'0'));
        else
            out += (c > 0xffff ? u"\\U%1"_s : u"\\u%1"_s).arg(c, c > 0xffff ? 8 : 4, 16, QChar(u'0'));
    }
    return out + u'\'';
}

void BundleReader::compareNames()
{
    QMap<QString, int> counts;
    for (const QString &name : std::as_const(m_names)) {
        if (!isBundleName(name))
            find(u"unsafe name: "_s + asciiName(name));
        else
            ++counts[name];
    }
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        if (it.value() > 1)
            find(u"twice: "_s + it.key());
    for (const auto &name : {kManifestName, kSignatureName, kPublicKeyName})
        if (!m_sums.contains(name))
            find(u"missing: "_s + name);
    for (const auto &name : {kManifestName, kSignatureName, kPublicKeyName})
        if (m_sums.value(name) == "damaged")
            find(u"changed: "_s + name);
}

/** The time stamp, once everything that the manifest lists is as it was. */
void BundleReader::compareStamp(const QByteArray &certificates)
{
    const bool wanted =
        !QJsonDocument::fromJson(m_kept.value(kAboutName)).object().value("timeStampServer"_L1).toString().isEmpty();
    if (wanted != m_sums.contains(kStampName))
        return find((wanted ? u"missing: "_s : u"not listed: "_s) + kStampName);
    if (!wanted)
        return;
    const auto stamp = keptStamp(m_kept.value(kStampName), m_kept.value(kManifestName),
                                 certificates.isEmpty() ? m_kept.value(kAuthorityName) : certificates);
    if (!stamp || m_sums.value(kStampName) == "damaged")
        return find(u"time stamp: %1 does not fit %2 and the authority"_s.arg(kStampName, kManifestName));
    m_report.stampedMs = stamp->atMs;
    m_report.stampedBy = stamp->authority;
}

/** What a manifest lists; nothing if one of its lines is none, as in what is not a manifest. */
std::optional<QList<ListedFile>> linesOf(const QByteArray &manifest)
{
    QList<ListedFile> files;
    for (const QByteArray &line : manifest.split('\n')) {
        if (line.isEmpty())
            continue;
        const ListedFile file{QString::fromUtf8(line.mid(kHexDigits + 2)), line.left(kHexDigits)};
        const bool isSum = file.sha256.size() == kHexDigits && std::ranges::all_of(file.sha256, [](char c) {
                               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                           });
        if (!isSum || line.mid(kHexDigits, 2) != "  " || !isBundleName(file.name))
            return std::nullopt;
        files.append(file);
    }
    return files;
}

void BundleReader::compare(const BundleTrust &trust)
{
    compareNames();
    if (!m_report.whole())
        return;
    const QByteArray manifest = m_kept.value(kManifestName);
    if (!isSignatureOf(manifest, m_kept.value(kSignatureName),
                       trust.publicKey.isEmpty() ? m_kept.value(kPublicKeyName) : trust.publicKey))
        find(u"signature: %1 does not fit %2 and the key"_s.arg(kSignatureName, kManifestName));
    const auto listed = linesOf(manifest);
    if (!listed)
        return find(u"changed: "_s + kManifestName);
    compareSums(*listed);
    if (m_report.whole())
        compareStamp(trust.certificates);
    if (m_report.whole())
        m_report.findings = m_record.findings();
}

void BundleReader::compareSums(const QList<ListedFile> &files)
{
    QStringList listed;
    QHash<QString, QByteArray> sums;
    for (const ListedFile &file : files) {
        if (!sums.contains(file.name))
            listed.append(file.name);
        sums.insert(file.name, file.sha256);
    }
    for (const QString &name : std::as_const(listed))
        if (!m_sums.contains(name))
            find(u"missing: "_s + name);
    for (const QString &name : std::as_const(m_names))
        if (!sums.contains(name) && name != kManifestName && name != kSignatureName && name != kStampName)
            find(u"not listed: "_s + name);
    for (const QString &name : std::as_const(listed))
        if (m_sums.contains(name) && m_sums.value(name) != sums.value(name))
            find(u"changed: "_s + name);
}

Result<BundleReport> BundleReader::check(const BundleTrust &trust)
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(file.exists() ? ErrorKind::Denied : ErrorKind::NotFound,
                       tr("%1 cannot be read: %2.").arg(m_path, file.errorString()));
    m_size = qMax<qint64>(1, file.size());
    file.close();
    const End end = readAll();
    if (end == End::Stopped)
        return failure(ErrorKind::Canceled, tr("Stopped. It says nothing about the bundle."));
    if (end == End::Damaged)
        find(u"damaged: %1 is not a whole bundle"_s.arg(m_path));
    else if (end == End::TooLarge)
        find(u"too large: "_s + m_path);
    else
        compare(trust);
    m_report.files = static_cast<int>(m_names.size());
    m_report.about = QJsonDocument::fromJson(m_kept.value(kAboutName)).object();
    m_report.keySha256 = keyFingerprint(m_kept.value(kPublicKeyName)).value_or(QString());
    return m_report;
}

} // namespace

Result<BundleReport> checkBundle(const QString &path, const BundleTrust &trust, const Progress &progress,
                                 const BundleLimits &limits)
{
    if (!trust.publicKey.isEmpty())
        if (const auto known = keyFingerprint(trust.publicKey); !known)
            return tl::unexpected(known.error());
    if (!trust.certificates.isEmpty())
        if (auto known = checkCertificates(trust.certificates); !known)
            return tl::unexpected(known.error());
    return BundleReader(path, progress, limits).check(trust);
}

} // namespace tocsin
