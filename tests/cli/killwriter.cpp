// Does what people do, act after act, and says on standard output what was acknowledged, each after its commit: one
// JSON object a line. It is killed from outside at any instant.

#include "app/commands/commanddatabase.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

/** One write() each, so that a line arrives whole or not at all. */
void acknowledge(const QJsonObject &what)
{
    const QByteArray line = QJsonDocument(what).toJson(QJsonDocument::Compact) + '\n';
    if (::write(STDOUT_FILENO, line.constData(), static_cast<size_t>(line.size())) != line.size())
        std::_Exit(3);
}

template<class T> T orStop(Result<T> result, const char *what)
{
    if (result) {
        if constexpr (std::is_void_v<T>)
            return;
        else
            return std::move(*result);
    }
    std::fprintf(stderr, "%s: %s (%s)\n", what, qPrintable(result.error().userText), qPrintable(result.error().detail));
    std::_Exit(4);
}

class Writer
{
public:
    Writer(Services &services, qint64 round)
        : m_services(services)
        , m_round(round)
    {
    }

    /** One incident with its first steps. */
    void tell(qint64 n)
    {
        const QString name = u"round %1, incident %2"_s.arg(m_round).arg(n);
        saveDraft(n);
        NewIncident incident;
        incident.title = name;
        incident.description = u"Written to be interrupted."_s;
        incident.reportedBy = u"the test"_s;
        incident.detectedMs = m_services.session.nowMs();
        const IncidentId id = orStop(m_services.incidents.record(incident), "record");
        acknowledge({{u"act"_s, u"incident"_s}, {u"id"_s, id.value}, {u"title"_s, name}});
        orStop(m_services.incidents.move(id, 0, Stage::Assess, u"looked at"_s), "move");
        acknowledge({{u"act"_s, u"stage"_s}, {u"id"_s, id.value}, {u"stage"_s, u"assess"_s}});
        AssessmentInput input;
        input.findings.functional = FunctionalImpact::Medium;
        input.finding = u"mail is slow"_s;
        orStop(m_services.assessments.assess(id, 0, input), "assess");
        acknowledge({{u"act"_s, u"assessment"_s}, {u"id"_s, id.value}});
        for (int i = 0; i < 5; ++i)
            addEntry(id, u"%1, entry %2"_s.arg(name).arg(i));
        saveDraft(n);
        attach(id, name);
    }

private:
    void addEntry(IncidentId id, const QString &text)
    {
        const EntryId entry =
            orStop(m_services.timeline.add(id, {EntryKind::Note, m_services.session.nowMs(), text, {}, false}), "add");
        acknowledge({{u"act"_s, u"entry"_s}, {u"id"_s, entry.value}, {u"text"_s, text}});
    }

    void saveDraft(qint64 n)
    {
        const QString name = u"kill/%1"_s.arg(n % 3);
        const QString payload = QString::fromUtf8(
            QJsonDocument(QJsonObject{{u"n"_s, ++m_drafts}, {u"round"_s, m_round}}).toJson(QJsonDocument::Compact));
        orStop(m_services.drafts.save({name, {}, payload, 0}), "draft");
        acknowledge({{u"act"_s, u"draft"_s}, {u"name"_s, name}, {u"round"_s, m_round}, {u"n"_s, m_drafts}});
    }

    /** Three chunks, so that a kill falls between two of them, too. */
    void attach(IncidentId id, const QString &name)
    {
        QByteArray bytes(2'500'000, 'x');
        bytes.replace(0, name.size(), name.toUtf8());
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        NewAttachment file;
        file.name = u"evidence.bin"_s;
        file.mediaType = u"application/octet-stream"_s;
        const EntryId entry =
            orStop(m_services.timeline.add(
                       id, {EntryKind::Evidence, m_services.session.nowMs(), u"see the file"_s, {}, false}),
                   "entry of a file");
        const AttachmentId attachment = orStop(m_services.timeline.attach(id, entry, file, buffer), "attach");
        acknowledge({{u"act"_s, u"attachment"_s}, {u"id"_s, attachment.value}, {u"size"_s, bytes.size()}});
    }

    Services &m_services;
    qint64 m_round;
    qint64 m_drafts = 0;
};

} // namespace

/** killwriter DATABASE ROUND */
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const SystemClock clock;
    auto database = orStop(CommandDatabase::open(arguments.value(1), OpenMode::Existing, clock), "open");
    orStop(database->actAsCaller(), "person");
    Writer writer(database->services(), arguments.value(2).toLongLong());
    for (qint64 n = 0;; ++n)
        writer.tell(n);
}
