#pragma once

#include "models/services/noticeservice.h"
#include "models/services/services.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QPushButton;

namespace tocsin {

class Label;
class TextTable;

/** Who gets a notice, by which rule, who was put in or taken out and why; frozen at its approval (P9.2, P9.7). */
class AudiencePage : public QWidget
{
    Q_OBJECT

public:
    explicit AudiencePage(const UiContext &ui, QWidget *parent = nullptr);

    /** `whyNot`: why nobody is put in or taken out now; empty: it may be done. */
    void setNotice(const NoticeDetails &notice, const QString &whyNot);

Q_SIGNALS:
    void addWanted();
    void takeOutWanted(const tocsin::NamedAddressee &addressee);
    void importWanted();

private:
    void showAudience(const NoticeAudience &audience);
    void refresh();
    [[nodiscard]] NamedAddressee chosen() const;

    UiContext m_ui;
    NoticeDetails m_details;
    NoticeAudience m_audience;
    QString m_whyNot;
    Label *m_summary;
    TextTable *m_table;
    QPushButton *m_add;
    QPushButton *m_out;
    QPushButton *m_import;
};

} // namespace tocsin
