#include "ui/customers/directorypage.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/directorydelegate.h"
#include "ui/common/emptystate.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/customers/customerform.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace tocsin {

DirectoryPage::DirectoryPage(const UiContext &ui, DirectoryWords words, Right keep, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_words(std::move(words))
    , m_keep(keep)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(12);
    layout->addWidget(buildHead());
    m_banner = new Banner(Banner::Kind::Error, this);
    m_banner->setObjectName(m_words.key + u"Banner"_s);
    m_banner->hide();
    layout->addWidget(m_banner);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(16);
    m_side = buildList();
    columns->addWidget(m_side);
    m_stack = new QStackedWidget(this);
    auto *loading = new Label(m_words.loading, TextStyle::Muted, m_stack);
    loading->setAlignment(Qt::AlignCenter);
    m_loading = loading;
    m_empty = new EmptyState(m_words.emptyIcon, m_words.emptyTitle, m_words.emptyText, m_stack);
    m_empty->setObjectName(m_words.key + u"Empty"_s);
    m_detail = buildDetail();
    for (QWidget *page : {m_loading, static_cast<QWidget *>(m_empty), m_detail})
        m_stack->addWidget(page);
    columns->addWidget(m_stack, 1);
    layout->addLayout(columns, 1);
}

QWidget *DirectoryPage::buildHead()
{
    auto *place = new QWidget(this);
    auto *head = new QHBoxLayout(place);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(16);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(2);
    titles->addWidget(new Label(m_words.title, TextStyle::Title, place));
    m_meaning = wrappedLabel({}, TextStyle::SmallMuted, place);
    m_meaning->setObjectName(m_words.key + u"Meaning"_s);
    titles->addWidget(m_meaning);
    head->addLayout(titles, 1);
    m_new = new QPushButton(icon(u"plus", Ink::OnAccent), m_words.newText, place);
    m_new->setObjectName(m_words.newName);
    m_new->setAccessibleName(m_words.newSpoken);
    connect(m_new, &QPushButton::clicked, this, [this] { openForm(makeNewForm()); });
    head->addWidget(m_new, 0, Qt::AlignTop);
    return place;
}

QWidget *DirectoryPage::buildList()
{
    auto *card = new Card({}, this);
    card->setFixedWidth(300);
    m_view = new QListView(card);
    m_view->setObjectName(m_words.key + u"List"_s);
    m_view->setAccessibleName(m_words.title);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    card->setView(m_view);
    return card;
}

QWidget *DirectoryPage::buildDetail()
{
    auto *scroll = new QScrollArea(m_stack);
    plainScrollDown(scroll);
    auto *content = new QWidget(scroll);
    m_place = new QVBoxLayout(content);
    m_place->setContentsMargins(0, 0, 0, 0);
    m_place->addStretch(1);
    scroll->setWidget(content);
    return scroll;
}

void DirectoryPage::setParts(QAbstractItemModel *model, DirectoryDelegate *delegate, QWidget *card)
{
    m_view->setModel(model);
    m_view->setItemDelegate(delegate);
    m_card = card;
    m_place->insertWidget(0, card);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        closeForm();
        showCurrent();
    });
    connect(m_ui.workspace, &Workspace::changed, this, [this](const ChangeSet &changes) {
        if (m_known && (changes.people || changes.everything))
            read();
    });
    connect(m_ui.workspace, &Workspace::opened, this, [this] {
        m_known = false;
        refresh();
        if (isVisible())
            read();
    });
    refresh();
}

void DirectoryPage::activate()
{
    read();
}

int DirectoryPage::current() const
{
    return m_view->currentIndex().row();
}

void DirectoryPage::taken(const Error *error)
{
    m_known = true;
    m_banner->setVisible(error != nullptr);
    if (error) {
        m_banner->show(Banner::Kind::Error, error->userText);
        refresh();
        return;
    }
    if (const int at = rowOf(m_wanted); at >= 0)
        m_view->setCurrentIndex(m_view->model()->index(at, 0));
    else if (!m_view->currentIndex().isValid() && m_view->model()->rowCount() > 0)
        m_view->setCurrentIndex(m_view->model()->index(0, 0));
    m_wanted = 0;
    showCurrent();
}

void DirectoryPage::showCurrent()
{
    if (current() >= 0)
        showRow(current());
    refresh();
}

void DirectoryPage::refresh()
{
    const DatabaseStatus &status = m_ui.workspace->status();
    QString why;
    if (status.readOnly)
        why = tr("This database can only be read.");
    else if (!mayDo(status.person.roles, m_keep, false))
        why = tr("Changing them needs the role %1.").arg(roleNames(rolesWith(m_keep)));
    m_new->setEnabled(why.isEmpty() && !m_form);
    m_new->setToolTip(why);
    m_new->setProperty("primary", !m_form); // else the form has the prominent button
    m_new->setIcon(icon(u"plus", m_new->isEnabled() ? Ink::OnAccent : Ink::Text));
    m_new->update();
    setRefusal(why);
    m_meaning->setText(why.isEmpty() || !m_known ? meaning() : meaning() + u' ' + why);
    const bool any = m_view->model()->rowCount() > 0;
    m_side->setVisible(any);
    m_card->setVisible(!m_form && m_view->currentIndex().isValid());
    m_stack->setCurrentWidget(!m_known ? m_loading : any || m_form ? m_detail : m_empty);
}

void DirectoryPage::openForm(DirectoryForm *form)
{
    closeForm();
    m_form = form;
    m_place->insertWidget(0, m_form);
    connect(m_form, &DirectoryForm::cancelled, this, [this] {
        closeForm();
        refresh();
    });
    connect(m_form, &DirectoryForm::saved, this, [this](qint64 id) {
        m_wanted = id;
        closeForm();
        read();
    });
    refresh();
    m_form->focusFirst();
}

void DirectoryPage::closeForm()
{
    if (!m_form)
        return;
    m_form->leave();
    m_form->hide();
    m_form->deleteLater();
    m_form = nullptr;
    m_view->setFocus(Qt::OtherFocusReason);
}

} // namespace tocsin
