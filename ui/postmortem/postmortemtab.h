#pragma once

#include "models/domain/measure.h"
#include "models/domain/postmortem.h"
#include "models/services/services.h"
#include "ui/common/incidenttab.h"
#include "ui/common/panelmaker.h"

#include <optional>

class QPushButton;
class QStackedWidget;
class QToolButton;

namespace tocsin {

class ActPanel;
class Banner;
class Chip;
class ConflictPanel;
class ContributionsPage;
class EmptyState;
class FormDraft;
class Label;
class MeasureCard;
class PostmortemNav;
class SectionPage;
class SummaryPage;
class UsesPage;
class PostmortemVersions;

/** What the tab reads at once. */
struct PostmortemReading
{
    std::optional<Postmortem> postmortem;
    std::optional<Error> denied; ///< why it is not read
    QList<PickedEntry> keys;     ///< key events of the incident
    QList<PickedEntry> picks;    ///< what the current text would be saved with now
    QList<PostmortemComment> comments;
    QList<PostmortemQuestion> questions;
    QList<PostmortemVersion> versions;
    QList<PostmortemUseLine> uses;
    QList<Measure> measures;
};

/**
 * The post-mortem of an incident (P11): its sections, reviewed and approved; and for who may not read it, what they
 * were asked, and the measures, which are texts of their own.
 */
class PostmortemTab : public IncidentTab
{
    Q_OBJECT

public:
    explicit PostmortemTab(const UiContext &ui, QWidget *parent = nullptr);
    /** What was typed last is written to the draft. */
    ~PostmortemTab() override;

    void showIncident(const IncidentDetails &details) override;
    void activate() override;
    [[nodiscard]] QString key() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] bool wantsRoom() const override;
    [[nodiscard]] QString badge() const override;

private:
    enum class Step { None, Save, Submit, Review, Approve };

    void build();
    QWidget *buildHead();
    QWidget *buildWork();
    void addSection(PostmortemSection part);
    QWidget *buildFoot();
    QWidget *buildDenied();
    void read();
    void showReading(const PostmortemReading &reading);
    void showSaved(const std::optional<Postmortem> &postmortem);
    void showAround(const PostmortemReading &reading);
    void showPage(int row);
    void begin();
    void takeSaved();
    void onEdited();
    void onRestored();
    void refresh();
    void refreshEmpty();
    void refreshHead();
    [[nodiscard]] PostmortemBody typed() const;
    void setTyped(const PostmortemBody &body);
    [[nodiscard]] PostmortemBody savedBody() const;
    [[nodiscard]] bool isDirty() const;
    [[nodiscard]] bool isOvertaken() const;
    [[nodiscard]] bool isOutOfStep() const;
    [[nodiscard]] bool approvesSelf() const;
    [[nodiscard]] Step nextStep() const;
    [[nodiscard]] QString whyNot(Step step) const;
    void take(Step step);
    void save(const QString &remark);
    void act(std::function<Result<void>(Services &)> job, const QString &said);
    void openPanel(const PanelMaker &maker);
    void closePanel();
    void askReason();
    void giveBack();
    void settle(const PostmortemComment &comment, CommentOutcome outcome);
    void exportAs(PostmortemFormat format);
    void print();
    void showError(const Error &error);
    /** Somebody else saved another text: it is put together section by section, or asked about (P12.3). */
    void mergeTheirs();
    void goOnWith(const PostmortemBody &body);

    IncidentDetails m_details;
    std::optional<Postmortem> m_postmortem;
    QList<PickedEntry> m_picks; ///< what the saved text would be saved with now
    QList<PickedEntry> m_keys;  ///< key events of the incident
    bool m_known = false;       ///< it has been read, or refused
    bool m_begun = false;       ///< being written, though nothing is saved yet
    bool m_busy = false;
    PostmortemTextId m_base;   ///< the version that what is typed started from
    PostmortemBody m_baseBody; ///< and what it said
    PostmortemTextId m_noted;  ///< the text whose opening is in the record
    std::optional<PostmortemBody> m_saving;
    FormDraft *m_draft;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_denied = nullptr;
    QPushButton *m_beginButton = nullptr;
    QWidget *m_page = nullptr;
    Banner *m_banner = nullptr;
    ConflictPanel *m_conflict = nullptr;
    Chip *m_state = nullptr;
    Label *m_what = nullptr;
    Label *m_saved = nullptr;
    QPushButton *m_primary = nullptr;
    QPushButton *m_return = nullptr;
    QToolButton *m_out = nullptr;
    PostmortemNav *m_nav = nullptr;
    QStackedWidget *m_pages = nullptr;
    QList<SectionPage *> m_sections;
    SummaryPage *m_summary = nullptr;
    ContributionsPage *m_contributions = nullptr;
    PostmortemVersions *m_versions = nullptr;
    UsesPage *m_uses = nullptr;
    MeasureCard *m_measures = nullptr;
    ContributionsPage *m_asked = nullptr; ///< for who may not read it
    MeasureCard *m_measuresAlone = nullptr;
    ActPanel *m_panel = nullptr;
    QWidget *m_panelPlace = nullptr;
};

} // namespace tocsin
