#include "ui/postmortem/commentpanel.h"

#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/incident/formdraft.h"

#include <QCheckBox>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

CommentPanel::CommentPanel(const UiContext &ui, const IncidentDetails &details, const PostmortemComment &comment,
                           QWidget *parent)
    : ActPanel(ui, u"act/postmortem-comment-"_s + codeOf(comment.section), details, parent)
    , m_comment(comment)
    , m_suggests(new QCheckBox(tr("&Suggest other words for it")))
{
    setTexts(tr("Comment on %1").arg(nameOf(comment.section)),
             tr("An author takes it up or says why not. The text itself stays as it is until then."),
             tr("Whoever may read the post-mortem reads the comment, nobody else."));
    setPrimary(tr("Comment"));
    const bool quotes = !comment.quote.isEmpty();
    if (quotes)
        addWidget(wrappedLabel(u"“%1”"_s.arg(comment.quote), TextStyle::SmallMuted));
    addText(tr("&Comment"), m_remark, u"remark"_s, u"commentRemark"_s, 4);
    m_suggests->setObjectName(u"commentSuggests"_s);
    m_suggests->setAccessibleName(tr("Suggest other words for it"));
    m_suggests->setEnabled(quotes);
    m_suggests->setToolTip(quotes ? QString() : tr("Mark the words in the text first."));
    addWidget(m_suggests);
    draft().watch(u"suggests"_s, m_suggests);
    FormRow *row = addText(tr("&In their place"), m_suggestion, u"suggestion"_s, u"commentSuggestion"_s, 4);
    row->setHelp(tr("Empty: these words go."));
    {
        const FormDraft::Pause quiet(draft()); // it begins with what stands there
        m_suggestion->setPlainText(comment.quote);
    }
    row->setVisible(m_suggests->isChecked());
    connect(m_suggests, &QCheckBox::toggled, row, &QWidget::setVisible);
    finish();
}

QString CommentPanel::whyDisabled() const
{
    return whyNoRight(Right::CommentPostmortem, incident(), context());
}

void CommentPanel::submit()
{
    PostmortemComment comment = m_comment;
    comment.remark = m_remark->toPlainText().trimmed();
    if (m_suggests->isChecked() && m_suggests->isEnabled())
        comment.suggestion = m_suggestion->toPlainText();
    if (const auto ok = checkComment(comment); !ok) {
        showError(ok.error());
        return;
    }
    run([id = incident().id, comment](Services &s) { return s.postmortems.comment(id, comment); }, tr("Commented"));
}

} // namespace tocsin
