#pragma once

#include "models/domain/notice.h"
#include "models/services/services.h"
#include "ui/common/incidenttab.h"

#include <optional>

class QPushButton;
class QStackedWidget;

namespace tocsin {

class Banner;
class Chip;
class ConflictPanel;
class EmptyState;
class FormDraft;
class Label;
class MarkdownEditor;
class PostmortemApprovePanel;

/** The post-mortem of an incident: who may read it, its text, its review (P11). */
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
    enum class Step { None, Save, Submit, Approve };

    void build();
    QWidget *buildHead();
    QWidget *buildEditor();
    void read();
    void showSaved(const std::optional<Postmortem> &postmortem);
    void begin();
    void takeSaved();
    void onEdited();
    void onRestored();
    void refresh();
    void refreshEmpty();
    [[nodiscard]] QString savedBody() const;
    [[nodiscard]] bool isDirty() const;
    [[nodiscard]] bool isOvertaken() const;
    [[nodiscard]] Step nextStep() const;
    [[nodiscard]] QString whyNot(Step step) const;
    void take(Step step);
    void act(std::function<Result<void>(Services &)> job, const QString &said);
    void showApprove();
    void closeApprove();
    void showError(const Error &error);
    /** Somebody else saved another text: it is put together by paragraphs, or asked about (P12.3). */
    void mergeTheirs();
    void goOnWith(const QString &body);

    IncidentDetails m_details;
    std::optional<Postmortem> m_postmortem;
    bool m_known = false; ///< it has been read, or refused
    bool m_begun = false; ///< being written, though nothing is saved yet
    bool m_busy = false;
    PostmortemTextId m_base; ///< the version that what is typed started from
    QString m_baseBody;      ///< and what it said
    std::optional<QString> m_saving;
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
    MarkdownEditor *m_editor = nullptr;
    PostmortemApprovePanel *m_panel = nullptr;
};

} // namespace tocsin
