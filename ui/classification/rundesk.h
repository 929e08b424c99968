#pragma once

#include "models/services/services.h"
#include "ui/common/uicontext.h"

#include <QObject>

namespace tocsin {

/** The runs of one incident, as the pages of the wizard see and change them. */
class RunDesk : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Result<void> &)>;

    explicit RunDesk(const UiContext &ui, QObject *parent = nullptr);

    /** Reads the runs if it is another incident, or it changed. */
    void showIncident(const IncidentDetails &details);
    void read();

    [[nodiscard]] bool isRead() const { return m_read; }
    [[nodiscard]] const QString &failure() const { return m_failure; }
    [[nodiscard]] const IncidentDetails &details() const { return m_details; }
    [[nodiscard]] const Incident &incident() const { return m_details.incident; }
    [[nodiscard]] const ClassificationRules &rules() const;
    /** Newest first. */
    [[nodiscard]] const QList<ClassificationRun> &runs() const { return m_runs; }
    /** The run in progress, or null. */
    [[nodiscard]] const ClassificationRun *current() const;
    /** The last run that has a result, or null. */
    [[nodiscard]] const ClassificationRun *former() const;
    [[nodiscard]] ClassificationFacts facts() const;
    /** What the answers of the run in progress come to. */
    [[nodiscard]] ClassificationVerdict verdict() const;
    /** Empty if this person may classify here now. */
    [[nodiscard]] QString whyNot() const;

    void begin(Done done);
    void answer(const AnswerInput &input, Done done);
    void setParticipant(const RunParticipant &who, bool tookPart, Done done);
    void setAside(const QString &reason, Done done);
    /** `finish` is run by the caller's draft; afterwards the runs are read again. */
    [[nodiscard]] std::function<Result<void>(Services &)> finishing(const FinishInput &input) const;

Q_SIGNALS:
    /** Runs or incident were read anew. */
    void changed();

private:
    void act(std::function<Result<void>(Services &)> job, Done done);

    UiContext m_ui;
    IncidentDetails m_details;
    QList<ClassificationRun> m_runs;
    QString m_failure;
    bool m_read = false;
};

/** "Customer data, Support data": answers by their names. */
[[nodiscard]] QString answerNames(const FactQuestion &question, const QStringList &codes);
/** "3 of 8 answered". */
[[nodiscard]] QString progressText(const ClassificationVerdict &verdict);
/** The outcome as the wizard says it: a CRSI is proposed, never found. */
[[nodiscard]] QString proposalText(Outcome outcome);

} // namespace tocsin
