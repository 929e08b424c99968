#include "ui/services/servicespage.h"

#include "models/items/servicelistmodel.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/chippaint.h"
#include "ui/common/emptystate.h"
#include "ui/common/label.h"
#include "ui/incident/factsgrid.h"
#include "ui/services/serviceform.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

class ServiceDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {200, 52}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Service *service = static_cast<const ServiceListModel *>(index.model())->row(index.row());
        if (!service)
            return;
        painter->save();
        const Theme &theme = Theme::current();
        const QRect r = option.rect;
        if (option.state & QStyle::State_Selected)
            painter->fillRect(r, theme.accentTint);
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(r, theme.hover);
        painter->fillRect(QRect(r.left() + 12, r.bottom(), r.width() - 24, 1), theme.line);
        const QString word = service->active ? nameOf(service->model) : ServicesPage::tr("given up");
        const QSize chip = textChipSize(word, Tone::Neutral);
        paintTextChip(*painter, {r.right() - 12 - chip.width(), r.top() + 8}, word, Tone::Neutral);
        const int room = r.width() - 32 - chip.width();
        painter->setFont(bodyBoldFont());
        painter->setPen(service->active ? theme.text : theme.muted);
        painter->drawText(QRect(r.left() + 12, r.top() + 7, room, 20), Qt::AlignVCenter,
                          QFontMetrics(bodyBoldFont()).elidedText(service->name, Qt::ElideRight, room));
        painter->setFont(smallFont());
        painter->setPen(theme.muted);
        painter->drawText(QRect(r.left() + 12, r.top() + 27, r.width() - 24, 18), Qt::AlignVCenter,
                          QFontMetrics(smallFont()).elidedText(service->owner, Qt::ElideRight, r.width() - 24));
        painter->restore();
    }
};

} // namespace

ServicesPage::ServicesPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_model(new ServiceListModel(this))
{
    build();
    connect(ui.workspace, &Workspace::changed, this, [this](const ChangeSet &changes) {
        if (m_known && (changes.people || changes.everything))
            read();
    });
    connect(ui.workspace, &Workspace::opened, this, [this] {
        m_known = false;
        refresh();
        if (isVisible())
            read();
    });
    refresh();
}

void ServicesPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(buildHead());
    m_banner = new Banner(Banner::Kind::Error, this);
    m_banner->setObjectName(u"servicesBanner"_s);
    m_banner->hide();
    layout->addWidget(m_banner);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(16);
    m_side = buildList();
    columns->addWidget(m_side);
    m_stack = new QStackedWidget(this);
    auto *loading = new Label(tr("Reading the services…"), TextStyle::Muted, m_stack);
    loading->setAlignment(Qt::AlignCenter);
    m_loading = loading;
    m_empty =
        new EmptyState(u"folder"_s, tr("No service yet"),
                       tr("Here stand the services that the provider runs: who owns each, who is on call, and how "
                          "it is given to customers. Incidents name the ones they touch."),
                       m_stack);
    m_empty->setObjectName(u"servicesEmpty"_s);
    m_detail = buildDetail();
    for (QWidget *page : {m_loading, static_cast<QWidget *>(m_empty), m_detail})
        m_stack->addWidget(page);
    columns->addWidget(m_stack, 1);
    layout->addLayout(columns, 1);
}

QWidget *ServicesPage::buildHead()
{
    auto *place = new QWidget(this);
    auto *head = new QHBoxLayout(place);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(16);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(2);
    titles->addWidget(new Label(tr("Services"), TextStyle::Title, place));
    m_meaning = wrappedLabel({}, TextStyle::SmallMuted, place);
    m_meaning->setObjectName(u"servicesMeaning"_s);
    titles->addWidget(m_meaning);
    head->addLayout(titles, 1);
    m_new = new QPushButton(icon(u"plus", Ink::OnAccent), tr("New service…"), place);
    m_new->setObjectName(u"serviceNew"_s);
    m_new->setAccessibleName(tr("New service"));
    connect(m_new, &QPushButton::clicked, this, [this] { openForm({}); });
    head->addWidget(m_new, 0, Qt::AlignTop);
    return place;
}

QWidget *ServicesPage::buildList()
{
    auto *card = new Card({}, this);
    card->setFixedWidth(300);
    m_view = new QListView(card);
    m_view->setObjectName(u"servicesList"_s);
    m_view->setAccessibleName(tr("Services"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ServiceDelegate(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        closeForm();
        showCurrent();
    });
    card->setView(m_view);
    return card;
}

QWidget *ServicesPage::buildDetail()
{
    auto *scroll = new QScrollArea(m_stack);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(scroll);
    m_place = new QVBoxLayout(content);
    m_place->setContentsMargins(0, 0, 4, 0);
    m_card = new Card({}, content);
    m_card->setObjectName(u"serviceDetail"_s);
    m_change = new QPushButton(icon(u"edit"), tr("Change…"), m_card);
    m_change->setObjectName(u"serviceChange"_s);
    m_change->setAccessibleName(tr("Change this service"));
    connect(m_change, &QPushButton::clicked, this, [this] {
        if (const Service *service = m_model->row(m_view->currentIndex().row()))
            openForm(*service);
    });
    m_card->header()->addWidget(m_change);
    m_facts = new FactsGrid;
    m_card->body()->addWidget(m_facts);
    m_place->addWidget(m_card);
    m_place->addStretch(1);
    scroll->setWidget(content);
    return scroll;
}

void ServicesPage::activate()
{
    read();
}

void ServicesPage::read()
{
    m_ui.workspace->run<QList<Service>>(
        this, [](Services &s) { return s.directory.all(); },
        [this](const Result<QList<Service>> &services) {
            m_known = true;
            m_banner->setVisible(!services);
            if (!services) {
                m_banner->show(Banner::Kind::Error, services.error().userText);
                refresh();
                return;
            }
            m_model->assign(*services);
            if (const int at = m_model->find(m_wanted); at >= 0)
                m_view->setCurrentIndex(m_model->index(at));
            else if (!m_view->currentIndex().isValid() && m_model->rowCount() > 0)
                m_view->setCurrentIndex(m_model->index(0));
            m_wanted = {};
            showCurrent();
        });
}

void ServicesPage::showCurrent()
{
    if (const Service *s = m_model->row(m_view->currentIndex().row())) {
        m_card->setTitle(s->name);
        m_facts->setFacts({{tr("Owner"), s->owner.isEmpty() ? tr("Nobody") : s->owner, {}},
                           {tr("Usual model"), nameOf(s->model), {}},
                           {tr("On call"), s->onCall.isEmpty() ? tr("Nobody is named") : s->onCall, {}},
                           {tr("State"), s->active ? tr("Is run") : tr("Given up: not for new incidents"), {}}});
    }
    refresh();
}

void ServicesPage::refresh()
{
    const DatabaseStatus &status = m_ui.workspace->status();
    QString why;
    if (status.readOnly)
        why = tr("This database can only be read.");
    else if (!mayDo(status.person.roles, Right::KeepServices, false))
        why = tr("Changing them needs the role %1.").arg(roleNames(rolesWith(Right::KeepServices)));
    m_new->setEnabled(why.isEmpty() && !m_form);
    m_new->setToolTip(why);
    m_new->setProperty("primary", !m_form); // else the form has the prominent button
    m_new->setIcon(icon(u"plus", m_new->isEnabled() ? Ink::OnAccent : Ink::Text));
    m_new->update();
    m_change->setEnabled(why.isEmpty());
    m_change->setToolTip(why);
    const QString meaning =
        tr("What the provider runs, who owns it and who is on call. Incidents name the services they "
           "touch; the board can be narrowed to them.");
    m_meaning->setText(why.isEmpty() || !m_known ? meaning : meaning + u' ' + why);
    m_side->setVisible(m_model->rowCount() > 0);
    m_card->setVisible(!m_form && m_view->currentIndex().isValid());
    m_stack->setCurrentWidget(!m_known ? m_loading : m_model->rowCount() > 0 || m_form ? m_detail : m_empty);
}

void ServicesPage::openForm(const Service &service)
{
    closeForm();
    m_form = new ServiceForm(m_ui, service, m_detail);
    m_place->insertWidget(0, m_form);
    connect(m_form, &DirectoryForm::cancelled, this, [this] {
        closeForm();
        refresh();
    });
    connect(m_form, &DirectoryForm::saved, this, [this](qint64 id) {
        m_wanted = ServiceId{id};
        closeForm();
        read();
    });
    refresh();
    m_form->focusFirst();
}

void ServicesPage::closeForm()
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
