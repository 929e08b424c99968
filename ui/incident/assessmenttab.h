#pragma once

#include "models/services/services.h"
#include "ui/common/incidenttab.h"

class QScrollArea;
class QVBoxLayout;

namespace tocsin {

class ClassificationCard;
class ConflictPanel;
class DerivedPanel;
class FindingsForm;
class FormDraft;
class RiskCard;

/** Assessing with the result in sight, classifying, and the history of both (P4, P5). */
class AssessmentTab : public IncidentTab
{
    Q_OBJECT

public:
    explicit AssessmentTab(const UiContext &ui, QWidget *parent = nullptr);
    ~AssessmentTab() override;

    void showIncident(const IncidentDetails &details) override;
    void activate() override;
    [[nodiscard]] QString key() const override { return QStringLiteral("assessment"); }
    [[nodiscard]] QString title() const override { return tr("Assessment"); }

Q_SIGNALS:
    /** Somebody else was faster: read the incident anew. */
    void stale();
    void done(const QString &said);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void fillFromIncident();
    void edited();
    void save();
    void answer(const Result<void> &result);
    void openDraft();
    void mergeFindings(const ImpactFindings &theirs);
    void readHistory();
    void showHistory(const QList<AssessmentRow> &rows);
    [[nodiscard]] QString whyNotNow() const;

    IncidentDetails m_details;
    ImpactFindings m_base;    ///< what those that are chosen started from
    bool m_overtaken = false; ///< somebody assessed it meanwhile: to be shown with the history
    FormDraft *m_draft;
    FindingsForm *m_findings;
    DerivedPanel *m_derived;
    ConflictPanel *m_conflict;
    ClassificationCard *m_classification;
    RiskCard *m_risk;
    QVBoxLayout *m_history;
    QScrollArea *m_scroll;
    QScrollArea *m_result = nullptr;
    QList<AssessmentRow> m_rows; ///< newest first
};

} // namespace tocsin
