#pragma once

#include "models/rules/rulebook.h"
#include "models/services/renderer.h"
#include "models/services/workspace.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace tocsin {

/** A real database with one incident and the workspace on it; every entry goes through the services. */
class TimelineFixture
{
public:
    static constexpr qint64 kStart = 1'763'700'000'000; ///< 2025-11-21 04:40 UTC

    TimelineFixture()
        : clock(kStart)
    {
    }
    ~TimelineFixture() { workspace.reset(); }

    /** False if the database cannot be made; say so with QVERIFY. */
    [[nodiscard]] bool open(bool readOnly = false)
    {
        if (!rules) {
            auto book = RuleBook::load();
            if (!book)
                return false;
            rules = std::make_unique<RuleBook>(*book);
        }
        workspace = std::make_unique<Workspace>(clock, *rules, [] { return std::unique_ptr<Renderer>(); });
        QSignalSpy opened(workspace.get(), &Workspace::opened);
        OpenRequest request;
        request.path = path();
        request.create = !QFile::exists(request.path);
        request.readOnly = readOnly;
        request.login = QStringLiteral("mira");
        request.personName = QStringLiteral("Mira Kahn");
        workspace->open(request);
        if (!opened.wait(60000))
            return false;
        if (!incident.isValid()) {
            NewIncident n;
            n.title = QStringLiteral("Request bodies in a shared log");
            n.description = QStringLiteral("Bodies were found in the archive.");
            n.reportedBy = QStringLiteral("Sam Roth");
            n.detectedMs = kStart - kHourMs;
            const auto id = ask<IncidentId>([n](Services &s) { return s.incidents.record(n); });
            if (!id)
                return false;
            incident = *id;
        }
        return true;
    }

    /** The path of a new file with this content. */
    [[nodiscard]] QString written(const QString &name, const QByteArray &content) const
    {
        QFile file(dir.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }
    [[nodiscard]] QString path() const { return dir.filePath(QStringLiteral("team.tocsin")); }

    /** Runs a job and waits for its answer. */
    template<class T> Result<T> ask(std::function<Result<T>(Services &)> job)
    {
        std::optional<Result<T>> answer;
        QObject context;
        workspace->run<T>(&context, std::move(job), [&answer](Result<T> r) { answer = std::move(r); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 60000))
            return failure(ErrorKind::Internal, QStringLiteral("no answer"));
        return *answer;
    }

    EntryId add(qint64 atMs, const QString &text, EntryKind kind = EntryKind::Note, bool keyEvent = false,
                const QString &tags = {})
    {
        NewEntry e;
        e.atMs = atMs;
        e.text = text;
        e.kind = kind;
        e.keyEvent = keyEvent;
        e.tags = tags;
        const auto id = ask<EntryId>([this, e](Services &s) { return s.timeline.add(incident, e); });
        return id ? *id : EntryId{};
    }

    /** `count` entries, a second apart, ending before kStart; texts "entry 0" and so on. */
    [[nodiscard]] bool addMany(int count, qint64 stepMs = kSecondMs)
    {
        QList<NewEntry> entries;
        entries.reserve(count);
        for (int i = 0; i < count; ++i) {
            NewEntry e;
            e.atMs = kStart - (count - i) * stepMs;
            e.text = QStringLiteral("entry %1").arg(i);
            e.kind = i % 10 == 0 ? EntryKind::Evidence : EntryKind::Note;
            e.keyEvent = i % 100 == 0;
            entries.append(e);
        }
        const auto done = ask<int>([this, entries](Services &s) {
            return s.timeline.addBulk(incident, entries, QStringLiteral("many.csv"), QString(64, u'0'));
        });
        return done && *done == count;
    }

    /** Waits until no job is left and nothing is queued. */
    void settle()
    {
        for (int quiet = 0; quiet < 3;) {
            QCoreApplication::processEvents();
            quiet = workspace->pending() == 0 ? quiet + 1 : 0;
        }
    }

    QTemporaryDir dir;
    ManualClock clock;
    std::unique_ptr<RuleBook> rules;
    std::unique_ptr<Workspace> workspace;
    IncidentId incident;
};

} // namespace tocsin
