#pragma once

#include "models/domain/clock.h"
#include "models/rules/rulebook.h"
#include "models/services/renderer.h"
#include "models/services/workspace.h"
#include "ui/common/clockticker.h"
#include "ui/common/uicontext.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace tocsin {

/** A new database in a folder of its own, opened by the windows' own workspace, and one person who holds every role. */
class IncidentFixture
{
public:
    static constexpr qint64 kNow = 1'763'800'000'000; ///< a Saturday in November 2025, in UTC

    /** Letters are written only if a renderer is given. */
    explicit IncidentFixture(std::function<std::unique_ptr<Renderer>()> makeRenderer = {});

    [[nodiscard]] bool open();
    /** What the pages are given; what they say is kept in `said`. */
    [[nodiscard]] UiContext ui();
    /** Runs a use case and waits for it. */
    template<class T> [[nodiscard]] Result<T> ask(std::function<Result<T>(Services &)> job)
    {
        std::optional<Result<T>> answer;
        QObject context;
        workspace.run<T>(&context, std::move(job), [&answer](Result<T> r) { answer = std::move(r); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 20000))
            return failure(ErrorKind::Internal, QStringLiteral("no answer"));
        return *answer;
    }
    /** Records an incident from a customer's report. */
    [[nodiscard]] IncidentId record(const QString &title);
    [[nodiscard]] Incident incident(IncidentId id);
    /** Every job is done and every answer has arrived. */
    void settle();

    QTemporaryDir folder;
    ManualClock clock{kNow};
    RuleBook rules;
    Workspace workspace;
    ClockTicker ticker;
    QStringList said;
    QString shownError;
};

} // namespace tocsin
