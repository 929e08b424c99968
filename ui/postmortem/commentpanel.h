#pragma once

#include "models/domain/postmortem.h"
#include "ui/incident/actpanel.h"

class QCheckBox;

namespace tocsin {

/** A comment on a section of the post-mortem, or other words for some of it (P11.2). */
class CommentPanel : public ActPanel
{
    Q_OBJECT

public:
    /** `comment` has the text, the section and the quote. */
    CommentPanel(const UiContext &ui, const IncidentDetails &details, const PostmortemComment &comment,
                 QWidget *parent = nullptr);
    [[nodiscard]] int preferredWidth() const override { return 400; }

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    PostmortemComment m_comment;
    QPlainTextEdit *m_remark = nullptr;
    QCheckBox *m_suggests;
    QPlainTextEdit *m_suggestion = nullptr;
};

} // namespace tocsin
