#include "ui/transfers/threadcard.h"

#include "models/services/workspace.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/incident/formdraft.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

ThreadCard::ThreadCard(const UiContext &ui, QWidget *parent)
    : TransferForm(ui, u"transfer/thread"_s, parent)
    , m_thread(wrappedLabel({}))
    , m_text(new QPlainTextEdit)
    , m_ask(new QPushButton(tr("Ask back")))
    , m_answer(new QPushButton(tr("A&nswer")))
{
    setObjectName(u"transferThread"_s);
    setTitle(tr("Questions and answers"));
    setNote(tr("A question is no refusal: the request goes on waiting"));
    m_thread->setObjectName(u"threadText"_s);
    m_thread->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body()->addWidget(m_thread);
    m_text->setObjectName(u"threadEdit"_s);
    m_text->setAccessibleName(tr("Question or answer"));
    m_text->setPlaceholderText(tr("A question to who asked, or its answer"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(2 * m_text->fontMetrics().lineSpacing() + 18);
    draft().watch(u"text"_s, m_text);
    body()->addWidget(m_text);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    m_ask->setObjectName(u"threadAsk"_s);
    m_ask->setAccessibleName(tr("Ask back"));
    m_answer->setObjectName(u"threadAnswer"_s);
    m_answer->setAccessibleName(tr("Answer the question"));
    row->addWidget(m_answer);
    row->addWidget(m_ask);
    body()->addLayout(row);
    connect(m_ask, &QPushButton::clicked, this, [this] { send(TransferRemarkKind::Question); });
    connect(m_answer, &QPushButton::clicked, this, [this] { send(TransferRemarkKind::Answer); });
}

void ThreadCard::fill(bool fresh)
{
    if (fresh)
        m_text->clear();
    QStringList lines;
    for (const TransferRemark &r : details().remarks)
        lines << tr("%1, %2, %3: %4").arg(r.byName, TimeText().brief(r.atMs, nowMs()), nameOf(r.kind), r.text);
    m_thread->setText(lines.join(u'\n'));
    m_thread->setVisible(!lines.isEmpty());
    const QString why = isReadOnly() ? tr("This database can only be read.")
                        : mayDo(actor().roles, Right::AddEntry, false)
                            ? QString()
                            : tr("This needs the role: %1.").arg(roleNames(rolesWith(Right::AddEntry)));
    allow(m_ask, why);
    allow(m_answer, why);
    m_text->setEnabled(why.isEmpty());
    m_answer->setVisible(transfer().askedBack);
}

void ThreadCard::send(TransferRemarkKind kind)
{
    clearError();
    const QString text = m_text->toPlainText().trimmed();
    if (text.isEmpty()) {
        showError(kind == TransferRemarkKind::Question ? tr("Write your question.") : tr("Write your answer."), m_text);
        return;
    }
    run([seen = transfer(), kind, text](Services &s) { return s.transfers.remark(seen, kind, text); },
        kind == TransferRemarkKind::Question ? tr("Your question is with who asked") : tr("Your answer is there"));
    m_text->clear();
}

void ThreadCard::focusQuestion()
{
    m_text->setFocus(Qt::OtherFocusReason);
}

} // namespace tocsin
