#include "app/commands/commandoutput.h"
#include "app/commands/commandparser.h"
#include "app/commands/commands.h"
#include "app/commands/interrupt.h"
#include "models/exchange/bundlecheck.h"

#include <QDateTime>
#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr qint64 kMostKeyBytes = 64 * 1024;

/** What a file on the command line holds, or an exit code. */
tl::expected<QByteArray, int> readPem(const CommandParser &parser, const QString &option, CommandOutput &out)
{
    if (!parser.isSet(option))
        return QByteArray();
    QFile file(parser.value(option));
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(out.fail({ErrorKind::Denied,
                                        CommandOutput::tr("The key or certificate in %1 cannot be read: %2.")
                                            .arg(QDir::toNativeSeparators(file.fileName()), file.errorString()),
                                        {},
                                        {}},
                                       {}, parser.isJson()));
    const QByteArray pem = file.read(kMostKeyBytes);
    return pem.isEmpty() ? QByteArray(" ") : pem; // none is not every one
}

void tell(const BundleReport &report, const BundleTrust &trust, CommandOutput &out)
{
    for (const QString &line : report.findings)
        out.writeLine(forTerminal(line));
    if (!report.whole())
        return;
    const auto text = [&report](QLatin1StringView key) { return forTerminal(report.about.value(key).toString()); };
    const QJsonObject record = report.about.value("record"_L1).toObject();
    out.writeLine(CommandOutput::tr("Bundle %1, made at %2 for %3: %4")
                      .arg(text("bundle"_L1), text("madeAt"_L1), text("recipient"_L1), text("purpose"_L1)));
    out.writeLine(CommandOutput::tr("%1 files, %2 bytes. The record stood at %3 %4")
                      .arg(report.files)
                      .arg(report.bytes)
                      .arg(record.value("seq"_L1).toInteger())
                      .arg(forTerminal(record.value("hash"_L1).toString())));
    out.writeLine(trust.publicKey.isEmpty()
                      ? CommandOutput::tr("Signed with the key %1. Compare it with the one that the owner told you.")
                            .arg(report.keySha256)
                      : CommandOutput::tr("Signed with the given key."));
    if (report.stampedMs > 0)
        out.writeLine(CommandOutput::tr("Time-stamped at %1 by %2.")
                          .arg(QDateTime::fromMSecsSinceEpoch(report.stampedMs, Qt::UTC).toString(Qt::ISODate),
                               forTerminal(report.stampedBy)));
    else
        out.writeLine(CommandOutput::tr("It has no time stamp of an authority."));
    out.writeLine(CommandOutput::tr("The bundle is whole."));
}

} // namespace

int runVerifyBundle(const QStringList &arguments)
{
    CommandApplication application;
    CommandParser parser(
        u"verify-bundle"_s, u"FILE"_s,
        CommandOutput::tr(
            "Checks a bundle for auditors: that every file in it is in the manifest and as it was, that the "
            "owner\nsigned it, its time stamp if it has one, and the record in it. Needs no database. Exit code 1 if "
            "anything was found."));
    parser.addValue(
        u"key"_s, u"KEY"_s,
        CommandOutput::tr("The owner's public key as they gave it to you (PEM); without it, the signature is "
                          "compared with the key\nin the bundle alone."));
    parser.addValue(u"tsa-certificate"_s, u"FILE"_s,
                    CommandOutput::tr("The certificate of the time-stamp authority (PEM); without it, the one in the "
                                      "bundle, else the\nsystem's."));
    parser.addFlag(u"json"_s, CommandOutput::tr("Print JSON."));
    if (const auto code = parser.parse(arguments, 1, 1))
        return *code;
    CommandOutput out;
    const auto key = readPem(parser, u"key"_s, out);
    const auto certificates = key ? readPem(parser, u"tsa-certificate"_s, out) : key;
    if (!certificates)
        return certificates.error();
    const BundleTrust trust{*key, *certificates};
    const Interrupt interrupt;
    Result<BundleReport> report;
    {
        ProgressLine progress;
        report = checkBundle(parser.words().first(), trust, [&progress](qint64 done, qint64 total) {
            progress.show(done, total);
            return !Interrupt::wanted();
        });
    }
    if (!report)
        return out.fail(report.error(), {}, parser.isJson());
    if (parser.isJson())
        out.writeJson({{u"whole"_s, report->whole()},
                       {u"files"_s, report->files},
                       {u"bytes"_s, report->bytes},
                       {u"keySha256"_s, report->keySha256},
                       {u"stampedMs"_s, report->stampedMs},
                       {u"stampedBy"_s, report->stampedBy},
                       {u"bundle"_s, report->about},
                       {u"findings"_s, QJsonArray::fromStringList(report->findings)}});
    else
        tell(*report, trust, out);
    return out.finish() && report->whole() ? kExitOk : kExitFailed;
}

} // namespace tocsin
