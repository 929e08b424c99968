#pragma once

#include "models/services/assessmentservice.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace tocsin {

class Banner;
class Chip;
class FormDraft;
class FormRow;
class Label;
class OverrideBox;
class SeverityChip;

/** What the findings come to, live, with the reasons in words; the overrides; and the button that keeps it (P4.2-4). */
class DerivedPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DerivedPanel(QWidget *parent = nullptr);

    /** Recomputes; `declared` bounds an override. */
    void setFindings(const ImpactFindings &findings, bool declared);
    /** The assessments so far, newest first: what is by hand ends when the derived value passes it. */
    void setHistory(const QList<AssessmentRow> &rows);
    /** What is by hand now, with the reasons of the newest assessment. */
    void setOverrides(const Incident &incident, const AssessmentRow *newest);
    [[nodiscard]] AssessmentInput input() const;
    /** Why it cannot be kept now, or empty. */
    void setWhyNot(const QString &why);
    void setBusy(bool busy);
    void watch(FormDraft &draft);
    void showError(const Error &error);
    void say(const QString &text, const QString &detail);
    void clearFinding();
    [[nodiscard]] Banner *banner() const { return m_banner; }

Q_SIGNALS:
    void saveRequested();

private:
    void fillChoices();
    void updateResult();
    void showHelp(bool severityEnds, bool priorityEnds);

    ImpactFindings m_findings;
    QList<AssessmentRow> m_history;
    bool m_declared = false;
    bool m_busy = false;
    QString m_whyNot;
    SeverityChip *m_severity;
    Chip *m_priority;
    Label *m_definition;
    Label *m_reasons;
    Label *m_priorityReasons;
    OverrideBox *m_severityByHand;
    OverrideBox *m_priorityByHand;
    QLineEdit *m_finding;
    Banner *m_banner;
    Label *m_why;
    QPushButton *m_save;
};

} // namespace tocsin
