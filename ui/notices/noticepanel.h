#pragma once

#include "models/services/noticeservice.h"
#include "ui/incident/actpanel.h"

namespace tocsin {

/** An act on one notice. */
class NoticePanel : public ActPanel
{
    Q_OBJECT

public:
    /** `name` is the draft's, without the notice: "act/notice-approve". */
    NoticePanel(const UiContext &ui, const QString &name, const IncidentDetails &details, NoticeDetails notice,
                QWidget *parent = nullptr);

    /** The notice was read anew. */
    void showNotice(const NoticeDetails &notice);
    /** Other rows of the messages were chosen. */
    virtual void choose(const QList<MessageId> &) {}
    [[nodiscard]] int preferredWidth() const override { return 400; }

protected:
    virtual void refreshNotice() {}
    [[nodiscard]] const NoticeDetails &noticeDetails() const { return m_notice; }
    [[nodiscard]] const Notice &notice() const { return m_notice.notice; }

private:
    NoticeDetails m_notice;
};

} // namespace tocsin
