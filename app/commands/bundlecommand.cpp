#include "app/commands/commanddatabase.h"
#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/commands/interrupt.h"
#include "models/exchange/noticerenderer.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QGuiApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr qint64 kMostKeyBytes = 64 * 1024;

/** What was asked for on the command line. */
struct Asked
{
    QString database;
    QStringList incidents;
    BundleRequest request;
    QString keyFile;
    QString certificateFile; ///< of the time-stamp authority
    bool makeKey = false;
    bool release = false;
    bool json = false;
};

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Denied, CommandOutput::tr("The key or certificate in %1 cannot be read: %2.")
                                              .arg(QDir::toNativeSeparators(path), file.errorString()));
    return file.read(kMostKeyBytes);
}

/** The owner's key from its file; made there first where that is asked for and there is none. */
Result<QByteArray> readKey(const QString &path, bool make, BundleService &bundles)
{
    QFile file(path);
    if (!file.exists() && make) {
        auto key = bundles.makeKey();
        if (!key)
            return key;
        const bool ok = file.open(QIODevice::WriteOnly | QIODevice::NewOnly) &&
                        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.write(*key) == key->size() &&
                        file.flush();
        if (!ok)
            return failure(ErrorKind::Denied, CommandOutput::tr("The key cannot be kept in %1: %2.")
                                                  .arg(QDir::toNativeSeparators(path), file.errorString()));
        return key;
    }
    return readFile(path);
}

Result<QList<IncidentId>> findIncidents(Services &services, const QStringList &references)
{
    QList<IncidentId> ids;
    for (const QString &reference : references) {
        const qint64 number = incidentNumber(reference);
        if (number == 0)
            return failure(
                ErrorKind::Invalid,
                CommandOutput::tr("%1 is no reference of an incident. Write it like INC-0421.").arg(reference));
        auto incident = services.incidents.byNumber(number);
        if (!incident)
            return tl::unexpected(incident.error());
        ids.append(incident->id);
    }
    return ids;
}

Result<BundleMade> makeBundle(const Asked &asked)
{
    const SystemClock clock;
    NoticeRenderer renderer;
    auto opened = CommandDatabase::open(asked.database, OpenMode::Existing, clock, &renderer);
    if (!opened)
        return tl::unexpected(opened.error());
    Services &services = (*opened)->services();
    if (auto known = (*opened)->actAsCaller(); !known)
        return tl::unexpected(known.error());
    auto ids = findIncidents(services, asked.incidents);
    if (!ids)
        return tl::unexpected(ids.error());
    auto key = readKey(asked.keyFile, asked.makeKey, services.bundles);
    if (!key)
        return tl::unexpected(key.error());
    BundleRequest request = asked.request;
    request.incidents = *ids;
    request.ownKey = *key;
    if (!asked.certificateFile.isEmpty()) {
        auto certificates = readFile(asked.certificateFile);
        if (!certificates)
            return tl::unexpected(certificates.error());
        request.stamp.certificates = *certificates;
    }
    // Looked at before anything is released for it.
    if (QFile::exists(request.path))
        return failure(
            ErrorKind::Conflict,
            CommandOutput::tr("%1 exists already, and is left as it is.").arg(QDir::toNativeSeparators(request.path)));
    if (auto fits = services.bundles.fingerprint(*key); !fits)
        return tl::unexpected(fits.error());
    if (asked.release)
        if (auto ok = services.bundles.release(*ids, request.recipient, request.purpose); !ok)
            return tl::unexpected(ok.error());
    const Interrupt interrupt;
    ProgressLine progress;
    auto made = services.bundles.make(request, [&progress](qint64 done, qint64 total) {
        progress.show(done, total);
        return !Interrupt::wanted();
    });
    (*opened)->rememberHead();
    return made;
}

QJsonObject madeJson(const BundleMade &made)
{
    QJsonArray left;
    for (const LeftOut &l : made.leftOut)
        left.append(QJsonObject{{u"incident"_s, l.incident}, {u"what"_s, l.what}, {u"reason"_s, l.reason}});
    return {{u"bundle"_s, made.uuid},
            {u"path"_s, made.path},
            {u"files"_s, made.files},
            {u"bytes"_s, made.bytes},
            {u"manifestSha256"_s, made.manifestSha256},
            {u"keySha256"_s, made.keySha256},
            {u"record"_s, QJsonObject{{u"seq"_s, made.recordSeq}, {u"hash"_s, made.recordHash}}},
            {u"stampedMs"_s, made.stampedMs},
            {u"stampedBy"_s, made.stampedBy},
            {u"leftOut"_s, left}};
}

/** What was asked, or an exit code. */
tl::expected<Asked, int> readArguments(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"export-bundle"_s, u"FILE"_s,
        CommandOutput::tr(
            "Writes a bundle for auditors into a new zip file: incidents as JSON, HTML and PDF, timelines, "
            "files,\nnotices as sent, chains of custody, post-mortems, the record with its hashes; a "
            "manifest of SHA-256\nsigned by the owner, and how to check it without Tocsin. Legal releases "
            "it first, for this recipient\nand this purpose. That it was made is an act in the record."));
    parser.addValue(u"incident"_s, u"REFERENCE"_s,
                    CommandOutput::tr("An incident that is to be in it, INC-0421. May be given several times."));
    parser.addValue(u"recipient"_s, u"NAME"_s, CommandOutput::tr("Who it is for."));
    parser.addValue(u"purpose"_s, u"TEXT"_s, CommandOutput::tr("What it is for."));
    parser.addValue(u"key"_s, u"KEY"_s, CommandOutput::tr("The owner's private Ed25519 key that signs it (PEM)."));
    parser.addValue(u"tsa"_s, u"URL"_s,
                    CommandOutput::tr("Have the manifest time-stamped (RFC 3161) by this server, https://... It gets "
                                      "the SHA-256 of the\nmanifest and nothing else. No bundle without the stamp, "
                                      "then."));
    parser.addValue(u"tsa-certificate"_s, u"FILE"_s,
                    CommandOutput::tr("The certificate of that authority (PEM), if it is none that the system trusts. "
                                      "It goes into the bundle."));
    parser.addFlag(u"make-key"_s, CommandOutput::tr("Make the key there if there is none yet."));
    parser.addFlag(u"release"_s, CommandOutput::tr("Release it as legal, and then make it."));
    parser.addFlag(u"json"_s, CommandOutput::tr("Print JSON."));
    if (const auto code = parser.parse(arguments, 1, 1))
        return tl::unexpected(*code);
    Asked asked;
    asked.database = parser.database();
    asked.incidents = parser.values(u"incident"_s);
    asked.request.recipient = parser.value(u"recipient"_s);
    asked.request.purpose = parser.value(u"purpose"_s);
    asked.request.path = parser.words().first();
    asked.request.program = u"Tocsin "_s + QCoreApplication::applicationVersion();
    asked.keyFile = parser.value(u"key"_s);
    asked.request.stamp.url = parser.value(u"tsa"_s);
    asked.certificateFile = parser.value(u"tsa-certificate"_s);
    asked.makeKey = parser.isSet(u"make-key"_s);
    asked.release = parser.isSet(u"release"_s);
    asked.json = parser.isJson();
    for (const auto &[given, name] : {std::pair(!asked.incidents.isEmpty(), u"incident"_s),
                                      std::pair(!asked.request.recipient.trimmed().isEmpty(), u"recipient"_s),
                                      std::pair(!asked.request.purpose.trimmed().isEmpty(), u"purpose"_s),
                                      std::pair(!asked.keyFile.isEmpty(), u"key"_s)})
        if (!given)
            return tl::unexpected(parser.usageError(CommandOutput::tr("Say --%1.").arg(name)));
    return asked;
}

} // namespace

int runExportBundle(const QStringList &arguments)
{
    const auto asked = readArguments(arguments);
    if (!asked)
        return asked.error();
    // Pages are set in type, which needs fonts, and so this platform; it needs no display.
    static int argc = 3;
    static char name[] = "tocsin";
    static char option[] = "-platform";
    static char platform[] = "offscreen";
    static char *argv[] = {name, option, platform, nullptr};
    const QGuiApplication application(argc, argv);
    CommandOutput out;
    const auto made = makeBundle(*asked);
    if (!made) {
        Error error = made.error();
        if (error.field == u"stamp"_s)
            error.userText += u' ' + CommandOutput::tr("No bundle was made. Without --tsa it is made without a time "
                                                       "stamp.");
        return out.fail(error, {}, asked->json);
    }
    if (asked->json) {
        out.writeJson(madeJson(*made));
        return out.finish() ? kExitOk : kExitFailed;
    }
    CommandOutput::say(
        CommandOutput::tr("Made %1: %2 files, %3 bytes.").arg(made->path).arg(made->files).arg(made->bytes));
    CommandOutput::say(CommandOutput::tr("SHA-256 of the manifest: %1").arg(made->manifestSha256));
    CommandOutput::say(
        CommandOutput::tr("Signed with the key %1; tell the recipient so on another way.").arg(made->keySha256));
    if (made->stampedMs > 0)
        CommandOutput::say(CommandOutput::tr("Time-stamped at %1 by %2.")
                               .arg(QDateTime::fromMSecsSinceEpoch(made->stampedMs, Qt::UTC).toString(Qt::ISODate),
                                    forTerminal(made->stampedBy)));
    else
        CommandOutput::say(CommandOutput::tr("Without a time stamp: --tsa names the server of an authority."));
    for (const LeftOut &l : made->leftOut)
        CommandOutput::say(
            CommandOutput::tr("Left out of %1: %2. %3.").arg(l.incident, forTerminal(l.what), forTerminal(l.reason)));
    return kExitOk;
}

} // namespace tocsin
