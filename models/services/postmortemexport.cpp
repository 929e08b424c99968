// How a post-mortem leaves: marked on every page, and never without an entry in the record (P11.3).

#include "models/services/measureservice.h"
#include "models/services/postmortemservice.h"
#include "models/services/renderer.h"
#include "models/services/session.h"
#include "models/storage/database.h"
#include "models/storage/postmortemrepository.h"
#include "models/storage/sqlfunctions.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QSaveFile>
#include <QTimeZone>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostUses = 500;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::services", text);
}

QString utc(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
}

QString inCell(const QString &text)
{
    return QString(text).simplified().replace(u'|', u"\\|"_s);
}

QString measureTable(const QList<Measure> &measures)
{
    QString out = u"\n## %1\n\n| %2 | %3 | %4 | %5 |\n|---|---|---|---|\n"_s.arg(tr("Measures that follow"), tr("What"),
                                                                                 tr("Owner"), tr("Due"), tr("State"));
    for (const Measure &m : measures)
        out += u"| %1: %2 | %3 | %4 | %5 |\n"_s.arg(nameOf(m.kind), inCell(m.what),
                                                    m.ownerName.isEmpty() ? u"–"_s : inCell(m.ownerName),
                                                    m.dueMs > 0 ? utc(m.dueMs).left(10) : u"–"_s, nameOf(m.state));
    return out;
}

} // namespace

QString PostmortemService::marking(const QString &reference)
{
    return tr("HIGHLY CONFIDENTIAL · Post-mortem of %1 · Not for customers").arg(reference);
}

Result<QString> PostmortemService::paper(const Incident &incident, const Postmortem &p)
{
    auto versions = PostmortemRepository(m_session.database()).versions(incident.id);
    auto measures = MeasureService(m_session).ofIncident(incident.id);
    if (!versions || !measures)
        return tl::unexpected(versions ? measures.error() : versions.error());
    QStringList authors;
    for (const PostmortemVersion &v : std::as_const(*versions))
        if (!authors.contains(v.authorName))
            authors.prepend(v.authorName);
    QString out = u"| | |\n|---|---|\n"_s;
    const auto fact = [&out](const QString &name, const QString &value) {
        if (!value.isEmpty())
            out += u"| %1 | %2 |\n"_s.arg(name, inCell(value));
    };
    fact(tr("State"), nameOf(p.state));
    fact(tr("Version"), tr("%1 of %2").arg(versions->size()).arg(utc(p.atMs)));
    fact(tr("Authors"), authors.join(u", "_s));
    fact(tr("Reviewed by"), p.isReviewed() ? u"%1, %2"_s.arg(p.reviewedByName, utc(p.reviewedMs)) : QString());
    fact(tr("Approved by"), p.approvedMs > 0 ? u"%1, %2"_s.arg(p.approvedByName, utc(p.approvedMs)) : QString());
    fact(tr("SHA-256"), p.sha256);
    out += u'\n' + readableMarkdown(p.body);
    return measures->isEmpty() ? out : out + measureTable(*measures);
}

Result<QByteArray> PostmortemService::rendered(const Incident &incident, const Postmortem &p, PostmortemFormat format)
{
    auto text = paper(incident, p);
    if (!text)
        return tl::unexpected(text.error());
    const QString title = tr("Post-mortem: %1").arg(incident.title);
    if (format == PostmortemFormat::Markdown) {
        const QString mark = u"**%1**\n\n"_s.arg(marking(incident.reference()));
        return QString(mark + u"# "_s + title + u"\n\n"_s + *text + u'\n' + mark).toUtf8();
    }
    if (!m_renderer)
        return failure(ErrorKind::Internal, tr("This program makes no PDF."));
    ReportDocument report;
    report.reference = incident.reference();
    report.title = title.simplified();
    report.bodyMarkdown = *text;
    report.dateMs = m_session.nowMs();
    report.marking = marking(incident.reference());
    report.footnote = tr("Made for %1, %2").arg(m_session.actor().name, utc(m_session.nowMs()));
    return m_renderer->renderReport(report);
}

Result<QByteArray> PostmortemService::exported(IncidentId incident, PostmortemFormat format, const QString &fileName)
{
    QByteArray bytes;
    const auto kept = m_session.act(Right::ReadPostmortem, incident, 0, [&](const Incident &i) -> Result<void> {
        PostmortemRepository repository(m_session.database());
        auto now = repository.of(incident);
        if (!now)
            return tl::unexpected(now.error());
        if (!*now)
            return failure(ErrorKind::NotFound, tr("No post-mortem was begun."));
        auto made = rendered(i, **now, format);
        if (!made)
            return tl::unexpected(made.error());
        bytes = *made;
        return repository.insertUse(incident, (*now)->text, PostmortemUse::Exported, fileName,
                                    QString::fromLatin1(sha256Hex(bytes)));
    });
    if (!kept)
        return tl::unexpected(kept.error());
    return bytes;
}

Result<void> PostmortemService::exportTo(IncidentId incident, PostmortemFormat format, const QString &path)
{
    QSaveFile file(path);
    const auto bad = [&] {
        return failure(ErrorKind::Invalid, tr("The file cannot be written: %1").arg(file.errorString()), path,
                       QStringLiteral("path"));
    };
    if (!file.open(QIODevice::WriteOnly))
        return bad();
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    auto bytes = exported(incident, format, QFileInfo(path).fileName());
    if (!bytes) {
        file.cancelWriting();
        return tl::unexpected(bytes.error());
    }
    if (file.write(*bytes) != bytes->size() || !file.commit())
        return bad();
    return {};
}

Result<QString> PostmortemService::printed(IncidentId incident)
{
    QString text;
    const auto kept = m_session.act(Right::ReadPostmortem, incident, 0, [&](const Incident &i) -> Result<void> {
        PostmortemRepository repository(m_session.database());
        auto now = repository.of(incident);
        if (!now)
            return tl::unexpected(now.error());
        if (!*now)
            return failure(ErrorKind::NotFound, tr("No post-mortem was begun."));
        auto made = paper(i, **now);
        if (!made)
            return tl::unexpected(made.error());
        text = u"# "_s + tr("Post-mortem: %1").arg(i.title) + u"\n\n"_s + *made;
        return repository.insertUse(incident, (*now)->text, PostmortemUse::Printed, {},
                                    QString::fromLatin1(sha256Hex(text.toUtf8())));
    });
    if (!kept)
        return tl::unexpected(kept.error());
    return text;
}

Result<QList<PostmortemUseLine>> PostmortemService::uses(IncidentId incident)
{
    if (auto i = readable(incident); !i)
        return tl::unexpected(i.error());
    return PostmortemRepository(m_session.database()).uses(incident, kMostUses);
}

} // namespace tocsin
