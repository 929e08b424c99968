#pragma once

#include "models/domain/postmortemsummary.h"
#include "models/services/incidentservice.h"
#include "models/services/services.h"
#include "ui/common/panelmaker.h"
#include "ui/common/uicontext.h"

#include <QWidget>
#include <optional>

class QPushButton;
class QScrollArea;
class QTimer;
class QVBoxLayout;

namespace tocsin {

class Banner;
class Chip;
class ConflictPanel;
class EmptyState;
class FormDraft;
class Label;
class LeakCard;
class SummaryParagraphCard;

/**
 * The summary of a post-mortem for notices (P11.4): paragraphs with the sections they came from, beside them what must
 * not slip in, and the way to legal's approval.
 */
class SummaryPage : public QWidget
{
    Q_OBJECT

public:
    explicit SummaryPage(const UiContext &ui, QWidget *parent = nullptr);
    /** What was typed last is written to the draft. */
    ~SummaryPage() override;

    /** Another incident, or the same read anew; without a saved post-mortem there is nothing to summarise. */
    void showIncident(const IncidentDetails &details, bool hasPostmortem);

Q_SIGNALS:
    void panelRequested(const tocsin::PanelMaker &maker);
    /** Where it stands, for the list of sections. */
    void stateChanged(const QString &state);

private:
    enum class Step { None, Save, Submit, Approve };
    struct Reading
    {
        std::optional<PostmortemSummary> summary;
        QList<SummaryLeak> leaks;
    };

    QWidget *buildHead();
    QWidget *buildWork();
    void read();
    void showReading(const Reading &reading);
    void decideOnTheirs(bool mine);
    void setTyped(const QList<SummaryParagraph> &paragraphs);
    SummaryParagraphCard *addParagraph();
    void number();
    [[nodiscard]] QList<SummaryParagraph> typed() const;
    [[nodiscard]] QList<SummaryParagraph> saved() const;
    [[nodiscard]] bool isDirty() const { return typed() != saved(); }
    [[nodiscard]] bool isOvertaken() const;
    [[nodiscard]] bool approvesSelf() const;
    [[nodiscard]] Step nextStep() const;
    [[nodiscard]] QString whyNot(Step step) const;
    [[nodiscard]] QString whyNoCheck() const;
    void onEdited();
    void look();
    void refresh();
    void refreshHead();
    void take();
    void save();
    void act(std::function<Result<void>(Services &)> job, const QString &said);
    void askWhy(const SummaryLeak &leak);
    void giveBack();
    void showError(const Error &error);

    UiContext m_ui;
    IncidentDetails m_details;
    bool m_hasPostmortem = false;
    std::optional<PostmortemSummary> m_summary;
    QList<SummaryLeak> m_leaks;
    SummaryTextId m_base; ///< the version that what is typed started from
    bool m_known = false;
    bool m_busy = false;
    int m_looks = 0;
    FormDraft *m_draft;
    Chip *m_state = nullptr;
    Label *m_what = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_primary = nullptr;
    Banner *m_banner;
    ConflictPanel *m_conflict;
    EmptyState *m_empty = nullptr;
    QWidget *m_work = nullptr;
    QScrollArea *m_area = nullptr;
    QVBoxLayout *m_rows = nullptr;
    QPushButton *m_add = nullptr;
    LeakCard *m_card = nullptr;
    QTimer *m_timer;
    QList<SummaryParagraphCard *> m_paragraphs;
};

} // namespace tocsin
