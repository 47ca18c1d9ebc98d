<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN">
<context>
    <name>ConfigRules</name>
    <message>
        <source>Retention</source>
        <translation>Thời hạn giữ</translation>
    </message>
    <message>
        <source>Cleanup and compaction</source>
        <translation>Dọn và nén</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Bản ghi</translation>
    </message>
    <message>
        <source>Segments and flushing</source>
        <translation>Segment và ghi xuống đĩa</translation>
    </message>
    <message>
        <source>Replication</source>
        <translation>Sao chép</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Khác</translation>
    </message>
    <message>
        <source>It must be one of %1.</source>
        <translation>Phải là một trong %1.</translation>
    </message>
    <message>
        <source>It must be a number.</source>
        <translation>Phải là một số.</translation>
    </message>
    <message>
        <source>A ratio lies between 0 and 1.</source>
        <translation>Tỉ lệ nằm giữa 0 và 1.</translation>
    </message>
    <message>
        <source>It must be a time, such as “7 days” or a number of milliseconds.</source>
        <translation>Phải là thời gian, như “7 days” hoặc số mili giây.</translation>
    </message>
    <message>
        <source>It must be a size, such as “1 GiB” or a number of bytes.</source>
        <translation>Phải là kích thước, như “1 GiB” hoặc số byte.</translation>
    </message>
    <message>
        <source>It must be a whole number.</source>
        <translation>Phải là số nguyên.</translation>
    </message>
    <message>
        <source>At most %1 is possible.</source>
        <translation>Nhiều nhất là %1.</translation>
    </message>
    <message>
        <source>It cannot be negative.</source>
        <translation>Không thể là số âm.</translation>
    </message>
    <message>
        <source>At least 1 replica has to be in sync.</source>
        <translation>Ít nhất 1 bản sao phải đồng bộ.</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>không giới hạn</translation>
    </message>
    <message>
        <source>same as retention</source>
        <translation>bằng thời hạn giữ</translation>
    </message>
</context>
<context>
    <name>JsonProblem</name>
    <message>
        <source>There is no text.</source>
        <translation>Không có nội dung.</translation>
    </message>
    <message>
        <source>Something else than JSON stands at byte %1.</source>
        <translation>Ở byte %1 không phải là JSON.</translation>
    </message>
    <message>
        <source>The JSON text ends too early.</source>
        <translation>Văn bản JSON kết thúc quá sớm.</translation>
    </message>
    <message>
        <source>A string is malformed at byte %1.</source>
        <translation>Chuỗi sai dạng ở byte %1.</translation>
    </message>
    <message>
        <source>A number is malformed at byte %1.</source>
        <translation>Số sai dạng ở byte %1.</translation>
    </message>
    <message>
        <source>The JSON is nested too deeply to draw, at byte %1.</source>
        <translation>JSON lồng quá sâu để vẽ, ở byte %1.</translation>
    </message>
    <message>
        <source>The JSON has too many values to draw.</source>
        <translation>JSON có quá nhiều giá trị để vẽ.</translation>
    </message>
    <message>
        <source>More text follows the JSON value at byte %1.</source>
        <translation>Sau giá trị JSON còn văn bản khác ở byte %1.</translation>
    </message>
</context>
<context>
    <name>Quantity</name>
    <message>
        <source>unlimited</source>
        <translation>không giới hạn</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>The cluster is stopped: start it first (Ctrl+R).</source>
        <translation>Cụm đã dừng: hãy khởi động trước (Ctrl+R).</translation>
    </message>
    <message>
        <source>The cluster is still starting.</source>
        <translation>Cụm còn đang khởi động.</translation>
    </message>
    <message>
        <source>The cluster is stopping.</source>
        <translation>Cụm đang dừng.</translation>
    </message>
    <message>
        <source>The cluster did not start: see the message above.</source>
        <translation>Cụm không khởi động được: xem thông báo phía trên.</translation>
    </message>
    <message>
        <source>Topics of this cluster cannot be changed from here.</source>
        <translation>Không thể thay đổi topic của cụm này từ đây.</translation>
    </message>
    <message>
        <source>Records cannot be produced to this cluster from here.</source>
        <translation>Không thể ghi bản ghi vào cụm này từ đây.</translation>
    </message>
    <message>
        <source>Records of this cluster cannot be read from here.</source>
        <translation>Không thể đọc bản ghi của cụm này từ đây.</translation>
    </message>
    <message>
        <source>Replicas of this cluster cannot be moved from here.</source>
        <translation>Không thể chuyển bản sao của cụm này từ đây.</translation>
    </message>
    <message>
        <source>Only clusters that run in this window can be broken on purpose.</source>
        <translation>Chỉ cụm chạy trong cửa sổ này mới có thể bị phá có chủ ý.</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>1 partition</source>
        <translation>1 partition</translation>
    </message>
    <message>
        <source>%1 partitions</source>
        <translation>%1 partition</translation>
    </message>
    <message>
        <source>The cluster is stopped</source>
        <translation>Cụm đã dừng</translation>
    </message>
    <message>
        <source>The cluster is starting</source>
        <translation>Cụm đang khởi động</translation>
    </message>
    <message>
        <source>The cluster is running</source>
        <translation>Cụm đang chạy</translation>
    </message>
    <message>
        <source>The cluster is stopping</source>
        <translation>Cụm đang dừng</translation>
    </message>
    <message>
        <source>The cluster failed</source>
        <translation>Cụm thất bại</translation>
    </message>
    <message>
        <source>The cluster failed: %1</source>
        <translation>Cụm gặp lỗi: %1</translation>
    </message>
    <message>
        <source>Broker %1 is offline</source>
        <translation>Broker %1 ngoại tuyến</translation>
    </message>
    <message>
        <source>Broker %1 is starting</source>
        <translation>Broker %1 đang khởi động</translation>
    </message>
    <message>
        <source>Broker %1 is fenced: it leads nothing until it is heard again</source>
        <translation>Broker %1 bị cách ly: không dẫn gì cho đến khi liên lạc lại được</translation>
    </message>
    <message>
        <source>Broker %1 is online</source>
        <translation>Broker %1 trực tuyến</translation>
    </message>
    <message>
        <source>Broker %1 is stopping</source>
        <translation>Broker %1 đang dừng</translation>
    </message>
    <message>
        <source>Controller %1 leads the metadata quorum, epoch %2</source>
        <translation>Controller %1 dẫn quorum siêu dữ liệu, epoch %2</translation>
    </message>
    <message>
        <source>Topic %1 was created with %2 and replication factor %3</source>
        <translation>Topic %1 được tạo với %2 và replication factor %3</translation>
    </message>
    <message>
        <source>Topic %1 was deleted</source>
        <translation>Đã xóa topic %1</translation>
    </message>
    <message>
        <source>Topic %1 now has %2</source>
        <translation>Topic %1 giờ có %2</translation>
    </message>
    <message>
        <source>Topic %1: %2 is back to its default</source>
        <translation>Topic %1: %2 trở về mặc định</translation>
    </message>
    <message>
        <source>Topic %1: %2 is now %3</source>
        <translation>Topic %1: %2 giờ là %3</translation>
    </message>
    <message>
        <source>Node %1 cannot use its log directory %2: %3</source>
        <translation>Nút %1 không dùng được thư mục log %2: %3</translation>
    </message>
    <message>
        <source>1 record</source>
        <translation>1 bản ghi</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 bản ghi</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 is led by broker %2, epoch %3</source>
        <translation>Broker %2 là leader của %1, epoch %3</translation>
    </message>
    <message>
        <source>Leader of %1 moved %2 → %3, epoch %4</source>
        <translation>Leader của %1 chuyển %2 → %3, epoch %4</translation>
    </message>
    <message>
        <source>ISR of %1 shrank from %2 to %3</source>
        <translation>ISR của %1 giảm từ %2 còn %3</translation>
    </message>
    <message>
        <source>ISR of %1 grew from %2 to %3</source>
        <translation>ISR của %1 tăng từ %2 lên %3</translation>
    </message>
    <message>
        <source>ISR of %1 changed from %2 to %3</source>
        <translation>ISR của %1 đổi từ %2 sang %3</translation>
    </message>
    <message>
        <source>Broker %1 cut %2 from offset %3 back to %4 to follow its leader</source>
        <translation>Broker %1 cắt %2 từ offset %3 về %4 để theo leader</translation>
    </message>
    <message>
        <source>%1 moves to brokers %2</source>
        <translation>%1 chuyển sang các broker %2</translation>
    </message>
    <message>
        <source>%1 is on brokers %2 now</source>
        <translation>%1 giờ nằm trên các broker %2</translation>
    </message>
    <message>
        <source>The reassignment of %1 was cancelled: it stays on brokers %2</source>
        <translation>Việc phân bổ lại %1 đã bị hủy: nó ở lại các broker %2</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>Broker %1</translation>
    </message>
    <message>
        <source>All brokers</source>
        <translation>Mọi broker</translation>
    </message>
    <message>
        <source>%1: %2 is back to its default</source>
        <translation>%1: %2 trở về mặc định</translation>
    </message>
    <message>
        <source>%1: %2 is now %3</source>
        <translation>%1: %2 giờ là %3</translation>
    </message>
    <message>
        <source>Maintenance began: brokers restart one after the other</source>
        <translation>Bắt đầu bảo trì: các broker lần lượt khởi động lại</translation>
    </message>
    <message>
        <source>Maintenance restarts broker %1</source>
        <translation>Bảo trì khởi động lại broker %1</translation>
    </message>
    <message>
        <source>Broker %1 is back and in sync</source>
        <translation>Broker %1 đã trở lại và đồng bộ</translation>
    </message>
    <message>
        <source>Maintenance is done</source>
        <translation>Bảo trì đã xong</translation>
    </message>
    <message>
        <source>Maintenance was stopped</source>
        <translation>Bảo trì đã bị dừng</translation>
    </message>
    <message>
        <source>Broker %1 joined in AZ %2</source>
        <translation>Broker %1 gia nhập ở AZ %2</translation>
    </message>
    <message>
        <source>Broker %1 was removed</source>
        <translation>Broker %1 đã được gỡ bỏ</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>bị cắt</translation>
    </message>
    <message>
        <source>+%1 ms</source>
        <translation>+%1 ms</translation>
    </message>
    <message>
        <source>%1 % loss</source>
        <translation>mất %1 %</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>Controller %1</source>
        <translation>Controller %1</translation>
    </message>
    <message>
        <source>%1 was killed</source>
        <translation>%1 đã bị giết</translation>
    </message>
    <message>
        <source>%1 was stopped</source>
        <translation>%1 đã bị dừng</translation>
    </message>
    <message>
        <source>%1 is frozen</source>
        <translation>%1 bị đóng băng</translation>
    </message>
    <message>
        <source>AZ %1 is cut off</source>
        <translation>AZ %1 bị cắt rời</translation>
    </message>
    <message>
        <source>Link AZ %1 → AZ %2: %3</source>
        <translation>Liên kết AZ %1 → AZ %2: %3</translation>
    </message>
    <message>
        <source>Disk of %1 is slow: +%2 ms</source>
        <translation>Đĩa của %1 chậm: +%2 ms</translation>
    </message>
    <message>
        <source>Disk of %1 is full</source>
        <translation>Đĩa của %1 đã đầy</translation>
    </message>
    <message>
        <source>%1 lost power</source>
        <translation>%1 mất điện</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>Khởi động %1</translation>
    </message>
    <message>
        <source>Thaw %1</source>
        <translation>Rã đông %1</translation>
    </message>
    <message>
        <source>Heal AZ %1</source>
        <translation>Nối lại AZ %1</translation>
    </message>
    <message>
        <source>Heal link %1 → %2</source>
        <translation>Nối lại liên kết %1 → %2</translation>
    </message>
    <message>
        <source>Make the disk of %1 fast again</source>
        <translation>Làm đĩa của %1 nhanh trở lại</translation>
    </message>
    <message>
        <source>Free the disk of %1</source>
        <translation>Giải phóng đĩa của %1</translation>
    </message>
    <message>
        <source>its leader was fenced</source>
        <translation>leader bị cách ly</translation>
    </message>
    <message>
        <source>its leader shuts down</source>
        <translation>leader đang tắt</translation>
    </message>
    <message>
        <source>a replica that may lead is back</source>
        <translation>một bản sao có thể làm leader đã trở lại</translation>
    </message>
    <message>
        <source>the preferred replica leads again</source>
        <translation>bản sao ưu tiên lại làm leader</translation>
    </message>
    <message>
        <source>unclean election, records may be lost</source>
        <translation>bầu chọn không sạch, có thể mất bản ghi</translation>
    </message>
    <message>
        <source>its replicas were reassigned</source>
        <translation>các bản sao được phân bổ lại</translation>
    </message>
    <message>
        <source>a replica fell behind for longer than replica.lag.time.max.ms</source>
        <translation>một bản sao tụt lại lâu hơn replica.lag.time.max.ms</translation>
    </message>
    <message>
        <source>a replica caught up</source>
        <translation>một bản sao đã đuổi kịp</translation>
    </message>
    <message>
        <source>a broker was fenced</source>
        <translation>một broker bị cách ly</translation>
    </message>
    <message>
        <source>a broker shuts down</source>
        <translation>một broker đang tắt</translation>
    </message>
    <message>
        <source>a broker came back without a clean stop</source>
        <translation>một broker trở lại mà trước đó không dừng gọn</translation>
    </message>
    <message>
        <source>unclean election</source>
        <translation>bầu chọn không sạch</translation>
    </message>
    <message>
        <source>it shuts down</source>
        <translation>nó đang tắt</translation>
    </message>
    <message>
        <source>it has caught up with the metadata</source>
        <translation>nó đã bắt kịp siêu dữ liệu</translation>
    </message>
    <message>
        <source>Broker %1 is fenced</source>
        <translation>Broker %1 bị cách ly</translation>
    </message>
    <message>
        <source>%1 has no leader</source>
        <translation>%1 không có leader</translation>
    </message>
    <message>
        <source>%1 has no leader: broker %2 shuts down and no other replica is in sync</source>
        <translation>%1 không có leader: broker %2 đang tắt và không bản sao nào khác đồng bộ</translation>
    </message>
    <message>
        <source>%1 has no leader: broker %2 was fenced and no other replica is in sync</source>
        <translation>%1 không có leader: broker %2 bị cách ly và không bản sao nào khác đồng bộ</translation>
    </message>
    <message>
        <source>%1 runs again</source>
        <translation>%1 chạy trở lại</translation>
    </message>
    <message>
        <source>%1 was thawed</source>
        <translation>%1 đã được rã đông</translation>
    </message>
    <message>
        <source>AZ %1 is healed</source>
        <translation>AZ %1 đã được nối lại</translation>
    </message>
    <message>
        <source>Link AZ %1 → AZ %2 is healed</source>
        <translation>Liên kết AZ %1 → AZ %2 đã được nối lại</translation>
    </message>
    <message>
        <source>Disk of %1 is fast again</source>
        <translation>Đĩa của %1 nhanh trở lại</translation>
    </message>
    <message>
        <source>Disk of %1 has room again</source>
        <translation>Đĩa của %1 lại còn chỗ</translation>
    </message>
    <message>
        <source>broker %1 was fenced</source>
        <translation>broker %1 bị cách ly</translation>
    </message>
    <message>
        <source>broker %1 shuts down</source>
        <translation>broker %1 đang tắt</translation>
    </message>
    <message>
        <source>its session expired after %1</source>
        <translation>phiên của nó hết hạn sau %1</translation>
    </message>
    <message>
        <source>its session expired</source>
        <translation>phiên của nó hết hạn</translation>
    </message>
    <message>
        <source>its connection was lost</source>
        <translation>nó mất kết nối</translation>
    </message>
</context>
<context>
    <name>TopicPanes</name>
    <message>
        <source>Topics</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Produce</source>
        <translation>Ghi</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Nhật ký</translation>
    </message>
    <message>
        <source>Create topic…</source>
        <translation>Tạo topic…</translation>
    </message>
    <message>
        <source>Produce a record</source>
        <translation>Ghi một bản ghi</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>Hiện nhật ký</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>Partition</translation>
    </message>
</context>
<context>
    <name>TopicRules</name>
    <message>
        <source>A topic cannot be named “.” or “..”.</source>
        <translation>Topic không thể mang tên “.” hay “..”.</translation>
    </message>
    <message>
        <source>A name cannot contain spaces.</source>
        <translation>Tên không được có dấu cách.</translation>
    </message>
    <message>
        <source>“%1” is not allowed: use letters, digits, “.”, “_” and “-”.</source>
        <translation>Không được dùng “%1”: hãy dùng chữ cái, chữ số, “.”, “_” và “-”.</translation>
    </message>
    <message>
        <source>A name has at most 249 characters; this one has %1.</source>
        <translation>Tên dài nhất 249 ký tự; tên này có %1.</translation>
    </message>
    <message>
        <source>A topic of this name exists.</source>
        <translation>Đã có topic tên này.</translation>
    </message>
    <message>
        <source>This collides with “%1”: Kafka tells “.” and “_” apart only in names, not in metrics.</source>
        <translation>Trùng với “%1”: Kafka chỉ phân biệt “.” và “_” trong tên, không phân biệt trong số đo.</translation>
    </message>
    <message>
        <source>Mixing “.” and “_” makes collisions in metric names likely.</source>
        <translation>Trộn “.” và “_” dễ làm trùng tên số đo.</translation>
    </message>
    <message>
        <source>Names that start with “__” are usually internal topics.</source>
        <translation>Tên bắt đầu bằng “__” thường là topic nội bộ.</translation>
    </message>
    <message>
        <source>Fewer than brokers: %1 of %2 will lead none.</source>
        <translation>Ít hơn số broker: %1 trong %2 sẽ không làm leader của partition nào.</translation>
    </message>
    <message>
        <source>Not a multiple of %1 brokers: some lead more than others.</source>
        <translation>Không phải bội số của %1 broker: vài broker làm leader nhiều hơn.</translation>
    </message>
    <message>
        <source>That many make starting and failing over slower.</source>
        <translation>Nhiều như vậy làm khởi động và chuyển leader chậm hơn.</translation>
    </message>
    <message>
        <source>At most %1 consumers of one group share the work.</source>
        <translation>Nhiều nhất %1 consumer của một group chia nhau công việc.</translation>
    </message>
</context>
<context>
    <name>ui::About</name>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>About Riparium</source>
        <translation>Về Riparium</translation>
    </message>
    <message>
        <source>A multi-AZ, Kafka-compatible cluster under glass: it runs in this process, and every Kafka client on this machine can connect to it.

Free software: GNU General Public License, version 3 or later. Apache Kafka and Amazon MSK are trademarks of their owners; this program is made by neither.</source>
        <translation>Một cụm nhiều AZ tương thích Kafka trong lồng kính: nó chạy ngay trong tiến trình này, và mọi máy khách Kafka trên máy này đều kết nối được.

Phần mềm tự do: GNU General Public License, phiên bản 3 trở lên. Apache Kafka và Amazon MSK là nhãn hiệu của chủ sở hữu; chương trình này không do họ làm ra.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Phím tắt</translation>
    </message>
</context>
<context>
    <name>ui::AzCanvas</name>
    <message>
        <source>Availability zones and their brokers</source>
        <translation>Các vùng sẵn sàng và broker của chúng</translation>
    </message>
    <message>
        <source>What can be done with AZ %1</source>
        <translation>Những việc có thể làm với AZ %1</translation>
    </message>
    <message>
        <source>cut off %1:%2</source>
        <translation>bị cắt %1:%2</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>bị cắt</translation>
    </message>
</context>
<context>
    <name>ui::AzColumn</name>
    <message>
        <source>AZ %1</source>
        <translation>AZ %1</translation>
    </message>
    <message>
        <source>Availability zone %1</source>
        <translation>Vùng sẵn sàng %1</translation>
    </message>
</context>
<context>
    <name>ui::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Bỏ qua</translation>
    </message>
</context>
<context>
    <name>ui::BrokerCard</name>
    <message>
        <source>Broker %1</source>
        <translation>Broker %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 at %2
%n connection(s)</source>
        <translation>
            <numerusform>%1 tại %2
%n kết nối</numerusform>
        </translation>
    </message>
    <message>
        <source>in</source>
        <translation>vào</translation>
    </message>
    <message>
        <source>out</source>
        <translation>ra</translation>
    </message>
    <message>
        <source>leads %1</source>
        <translation>dẫn đầu %1</translation>
    </message>
    <message>
        <source>replicas %1</source>
        <translation>bản sao %1</translation>
    </message>
    <message>
        <source>disk %1 of %2</source>
        <translation>đĩa %1 trên %2</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>đóng băng</translation>
    </message>
    <message>
        <source>in %1, out %2, leads %3, replicas %4, %5 catching up, disk %6 of %7</source>
        <translation>vào %1, ra %2, dẫn %3, bản sao %4, %5 đang đuổi theo, đĩa %6 trên %7</translation>
    </message>
    <message>
        <source>Enter shows its partitions; the menu key, what can be done</source>
        <translation>Enter để xem các partition của nó; phím menu để xem những việc có thể làm</translation>
    </message>
    <message>
        <source>disk %1</source>
        <translation>đĩa %1</translation>
    </message>
    <message>
        <source>lead</source>
        <translation>dẫn</translation>
    </message>
    <message>
        <source>in sync</source>
        <translation>đồng bộ</translation>
    </message>
    <message>
        <source>catching up</source>
        <translation>đang đuổi theo</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>ngoại tuyến</translation>
    </message>
</context>
<context>
    <name>ui::ClientsCard</name>
    <message>
        <source>Clients connect to</source>
        <translation>Máy khách kết nối tới</translation>
    </message>
    <message>
        <source>bootstrap servers</source>
        <translation>máy chủ bootstrap</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Bảo mật</translation>
    </message>
    <message>
        <source>plaintext, on this machine only</source>
        <translation>không mã hóa, chỉ trên máy này</translation>
    </message>
    <message>
        <source>Kafka</source>
        <translation>Kafka</translation>
    </message>
    <message>
        <source>speaks the protocol of 4.x, with MSK&apos;s defaults</source>
        <translation>dùng giao thức 4.x, với mặc định của MSK</translation>
    </message>
    <message>
        <source>When these addresses are taken, the next free ones are used and shown on the home page.</source>
        <translation>Nếu các địa chỉ này đã bị dùng, địa chỉ trống kế tiếp sẽ được dùng và hiện ở trang chính.</translation>
    </message>
</context>
<context>
    <name>ui::Closing</name>
    <message>
        <source>Stop the cluster?</source>
        <translation>Dừng cụm?</translation>
    </message>
    <message>
        <source>Clients lose their connections. Records that were acknowledged stay on disk.</source>
        <translation>Máy khách sẽ mất kết nối. Các bản ghi đã xác nhận vẫn còn trên đĩa.</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Cứ để chạy</translation>
    </message>
    <message numerus="yes">
        <source>Stopping %1: %n broker(s) to go…</source>
        <translation>
            <numerusform>Đang dừng %1: còn %n broker…</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopping %1…</source>
        <translation>Đang dừng %1…</translation>
    </message>
    <message>
        <source>%1 takes longer than usual to stop. What was acknowledged is on disk and is checked at the next start.</source>
        <translation>%1 dừng lâu hơn thường lệ. Những gì đã xác nhận đều nằm trên đĩa và sẽ được kiểm tra ở lần khởi động sau.</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>Vẫn đóng</translation>
    </message>
</context>
<context>
    <name>ui::ClusterShelf</name>
    <message>
        <source>%1 was not opened</source>
        <translation>Chưa mở được %1</translation>
    </message>
    <message>
        <source>%1 was not created</source>
        <translation>Chưa tạo được %1</translation>
    </message>
    <message>
        <source>%1 exists already: choose another name or folder, or open it.</source>
        <translation>%1 đã tồn tại: hãy chọn tên hoặc thư mục khác, hoặc mở nó.</translation>
    </message>
    <message>
        <source>The folder %1 could not be made: choose one you may write to.</source>
        <translation>Không tạo được thư mục %1: hãy chọn thư mục mà bạn có quyền ghi.</translation>
    </message>
    <message>
        <source>%1 was not saved</source>
        <translation>Chưa lưu được %1</translation>
    </message>
</context>
<context>
    <name>ui::ClusterTree</name>
    <message>
        <source>CLUSTERS</source>
        <translation>CÁC CỤM</translation>
    </message>
    <message>
        <source>Clusters and their pages</source>
        <translation>Các cụm và trang của chúng</translation>
    </message>
    <message>
        <source>New cluster…</source>
        <translation>Cụm mới…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Mở…</translation>
    </message>
    <message numerus="yes">
        <source>%n AZ(s)</source>
        <translation>
            <numerusform>%n AZ</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>ui::CommandPalette</name>
    <message>
        <source>Go to</source>
        <translation>Đi tới</translation>
    </message>
    <message>
        <source>Go to a page or topic, or run an action</source>
        <translation>Đi tới trang hoặc topic, hoặc chạy thao tác</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Thao tác</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cụm</translation>
    </message>
    <message>
        <source>Nothing matches “%1”</source>
        <translation>Không có gì khớp “%1”</translation>
    </message>
    <message>
        <source>Any part of a name finds pages, topics, actions and open clusters: “top”, “kill 2”, “dark”.</source>
        <translation>Gõ một phần bất kỳ của tên để tìm trang, topic, thao tác và cụm đang mở: “top”, “kill 2”, “dark”.</translation>
    </message>
</context>
<context>
    <name>ui::ConfigDelegate</name>
    <message>
        <source>Enter takes it, Esc does not. Times and sizes may have units: 7 days, 1 GiB.</source>
        <translation>Enter để nhận, Esc để bỏ. Thời gian và kích thước có thể kèm đơn vị: 7 days, 1 GiB.</translation>
    </message>
</context>
<context>
    <name>ui::ConfigModel</name>
    <message>
        <source>Overridden by this topic</source>
        <translation>Được topic này đặt riêng</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Topic, not saved</source>
        <translation>Topic, chưa lưu</translation>
    </message>
    <message>
        <source>Default, not saved</source>
        <translation>Mặc định, chưa lưu</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Mặc định</translation>
    </message>
    <message>
        <source>Not told</source>
        <translation>Không cho biết</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(trống)</translation>
    </message>
    <message>
        <source>(hidden)</source>
        <translation>(ẩn)</translation>
    </message>
    <message>
        <source>This entry cannot be changed.</source>
        <translation>Không thể thay đổi mục này.</translation>
    </message>
    <message>
        <source>Without the override: %1</source>
        <translation>Nếu không đặt riêng: %1</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Khóa</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Giá trị</translation>
    </message>
    <message>
        <source>That is</source>
        <translation>Tức là</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Nguồn</translation>
    </message>
</context>
<context>
    <name>ui::ConfigTab</name>
    <message>
        <source>Filter by key, value or documentation (Ctrl+F)</source>
        <translation>Lọc theo khóa, giá trị hoặc tài liệu (Ctrl+F)</translation>
    </message>
    <message>
        <source>Filter the configuration</source>
        <translation>Lọc cấu hình</translation>
    </message>
    <message>
        <source>Reset to default</source>
        <translation>Đặt lại mặc định</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Cấu hình</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Bỏ thay đổi</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Select an entry to read what it does; F2 or typing changes it.</source>
        <translation>Chọn một mục để đọc tác dụng của nó; F2 hoặc gõ phím để sửa.</translation>
    </message>
    <message>
        <source>%1 has no description.</source>
        <translation>%1 không có mô tả.</translation>
    </message>
    <message>
        <source>Without the override it would be %1.</source>
        <translation>Nếu không đặt riêng thì sẽ là %1.</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Đang lưu…</translation>
    </message>
    <message>
        <source>1 change is not saved</source>
        <translation>1 thay đổi chưa lưu</translation>
    </message>
    <message>
        <source>%1 changes are not saved</source>
        <translation>%1 thay đổi chưa lưu</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>Chưa thay đổi gì.</translation>
    </message>
    <message>
        <source>Send only the changes to the broker (Ctrl+Enter)</source>
        <translation>Chỉ gửi các thay đổi tới broker (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Forget the changes</source>
        <translation>Bỏ các thay đổi</translation>
    </message>
    <message>
        <source>Select an entry that is overridden or changed.</source>
        <translation>Hãy chọn một mục được đặt riêng hoặc đã sửa.</translation>
    </message>
    <message>
        <source>Take the override away</source>
        <translation>Bỏ giá trị đặt riêng</translation>
    </message>
</context>
<context>
    <name>ui::ConnectDialog</name>
    <message>
        <source>Connect to %1</source>
        <translation>Kết nối tới %1</translation>
    </message>
    <message>
        <source>Any Kafka client on this machine can connect, in plaintext. One broker is enough to begin with; with all of them a client starts while one is down.</source>
        <translation>Mọi máy khách Kafka trên máy này đều kết nối được, không mã hóa. Chỉ cần một broker để bắt đầu; khi kể đủ broker, máy khách khởi động được cả lúc một broker ngừng chạy.</translation>
    </message>
    <message>
        <source>Bootstrap servers</source>
        <translation>Máy chủ bootstrap</translation>
    </message>
    <message>
        <source>bootstrap servers</source>
        <translation>máy chủ bootstrap</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>ui::ConnectSnippets</name>
    <message>
        <source>apt install kcat, brew install kcat</source>
        <translation>apt install kcat, brew install kcat</translation>
    </message>
    <message>
        <source>Java properties</source>
        <translation>Thuộc tính Java</translation>
    </message>
    <message>
        <source>for kafka-clients, Kafka&apos;s own tools, Spring and the rest of the JVM</source>
        <translation>cho kafka-clients, công cụ của chính Kafka, Spring và phần còn lại của JVM</translation>
    </message>
    <message>
        <source>apt install librdkafka-dev</source>
        <translation>apt install librdkafka-dev</translation>
    </message>
</context>
<context>
    <name>ui::ConsequenceDialog</name>
    <message>
        <source>%1?</source>
        <translation>%1?</translation>
    </message>
    <message>
        <source>It can be undone: the fault stays listed until it is lifted.</source>
        <translation>Có thể hoàn tác: sự cố vẫn nằm trong danh sách cho tới khi được gỡ.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
</context>
<context>
    <name>ui::ControllerCard</name>
    <message>
        <source>Controller %1, %2</source>
        <translation>Controller %1, %2</translation>
    </message>
    <message>
        <source>Controller %1 at %2: keeps the cluster&apos;s metadata log</source>
        <translation>Controller %1 tại %2: giữ log siêu dữ liệu của cụm</translation>
    </message>
    <message>
        <source>active</source>
        <translation>đang điều khiển</translation>
    </message>
    <message>
        <source>follower</source>
        <translation>theo sau</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>epoch %1</translation>
    </message>
    <message>
        <source>log %1</source>
        <translation>log %1</translation>
    </message>
    <message>
        <source>Controller %1</source>
        <translation>Controller %1</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>đóng băng</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>không liên lạc được</translation>
    </message>
    <message>
        <source>asks for votes</source>
        <translation>đang xin phiếu</translation>
    </message>
    <message>
        <source>waits for a leader</source>
        <translation>đang chờ leader</translation>
    </message>
</context>
<context>
    <name>ui::CopyField</name>
    <message>
        <source>Copy the %1</source>
        <translation>Chép %1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Đã chép</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Chép</translation>
    </message>
</context>
<context>
    <name>ui::CreateTopicDialog</name>
    <message>
        <source>Create topic</source>
        <translation>Tạo topic</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>orders</source>
        <translation>orders</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>More settings (Kafka&apos;s keys)</source>
        <translation>Thiết lập khác (khóa của Kafka)</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Khóa</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Replication factor</source>
        <translation>Số bản sao</translation>
    </message>
    <message>
        <source>Keep records for</source>
        <translation>Giữ bản ghi trong</translation>
    </message>
    <message>
        <source>Keep at most, per partition</source>
        <translation>Giữ nhiều nhất, mỗi partition</translation>
    </message>
    <message>
        <source>and at most</source>
        <translation>và nhiều nhất</translation>
    </message>
    <message>
        <source>per partition</source>
        <translation>mỗi partition</translation>
    </message>
    <message>
        <source>delete: old records go by time and size</source>
        <translation>delete: bản ghi cũ bị xóa theo thời gian và kích thước</translation>
    </message>
    <message>
        <source>compact: the newest record of each key stays</source>
        <translation>compact: giữ bản ghi mới nhất của mỗi khóa</translation>
    </message>
    <message>
        <source>compact and delete: both</source>
        <translation>compact và delete: cả hai</translation>
    </message>
    <message>
        <source>Cleanup policy</source>
        <translation>Cách dọn</translation>
    </message>
    <message>
        <source>Largest record batch</source>
        <translation>Lô bản ghi lớn nhất</translation>
    </message>
    <message>
        <source>A setting needs a key.</source>
        <translation>Thiết lập cần có khóa.</translation>
    </message>
    <message>
        <source>%1 must be one of %2.</source>
        <translation>%1 phải là một trong %2.</translation>
    </message>
    <message>
        <source>The broker is being asked.</source>
        <translation>Đang hỏi broker.</translation>
    </message>
    <message>
        <source>Type a name first.</source>
        <translation>Hãy gõ tên trước.</translation>
    </message>
    <message>
        <source>Letters, digits, “.”, “_” and “-”, at most 249.</source>
        <translation>Chữ cái, chữ số, “.”, “_” và “-”, nhiều nhất 249 ký tự.</translation>
    </message>
    <message>
        <source>There is one broker: each partition has one replica.</source>
        <translation>Chỉ có một broker: mỗi partition có một bản sao.</translation>
    </message>
    <message>
        <source>One replica: a lost broker takes its partitions with it until it returns.</source>
        <translation>Một bản sao: mất một broker là mất các partition của nó cho tới khi nó trở lại.</translation>
    </message>
    <message>
        <source>On %1 brokers, in different AZs as far as there are some.</source>
        <translation>Trên %1 broker, ở các AZ khác nhau nếu có đủ.</translation>
    </message>
</context>
<context>
    <name>ui::DeleteRecordsDialog</name>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>partition %1</source>
        <translation>partition %1</translation>
    </message>
    <message>
        <source>Delete before offset</source>
        <translation>Xóa trước offset</translation>
    </message>
    <message>
        <source>the end: all records</source>
        <translation>cuối: mọi bản ghi</translation>
    </message>
    <message>
        <source>before offset</source>
        <translation>trước offset</translation>
    </message>
    <message>
        <source>Delete records of %1</source>
        <translation>Xóa bản ghi của %1</translation>
    </message>
    <message>
        <source>The oldest records of a partition go, up to the offset; offsets of the others stay. This cannot be undone.</source>
        <translation>Các bản ghi cũ nhất của một partition bị xóa, cho tới offset này; offset của các bản ghi còn lại không đổi. Không thể hoàn tác.</translation>
    </message>
    <message>
        <source>Delete records</source>
        <translation>Xóa bản ghi</translation>
    </message>
    <message>
        <source>An offset is a whole number.</source>
        <translation>Offset là một số nguyên.</translation>
    </message>
    <message>
        <source>The partition ends at offset %1.</source>
        <translation>Partition kết thúc ở offset %1.</translation>
    </message>
    <message>
        <source>%1 of %2 records of this partition are deleted.</source>
        <translation>%1 trong %2 bản ghi của partition này sẽ bị xóa.</translation>
    </message>
</context>
<context>
    <name>ui::DeleteTopicDialog</name>
    <message>
        <source>Delete %1?</source>
        <translation>Xóa %1?</translation>
    </message>
    <message>
        <source>%1: %2. This cannot be undone.</source>
        <translation>%1: %2. Không thể hoàn tác.</translation>
    </message>
    <message>
        <source>Delete topic</source>
        <translation>Xóa topic</translation>
    </message>
</context>
<context>
    <name>ui::DestructiveDialog</name>
    <message>
        <source>Type “%1” to confirm:</source>
        <translation>Gõ “%1” để xác nhận:</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Type the name of the topic first.</source>
        <translation>Hãy gõ tên topic trước.</translation>
    </message>
</context>
<context>
    <name>ui::DockArea</name>
    <message>
        <source>Open a cluster to use this.</source>
        <translation>Mở một cụm để dùng phần này.</translation>
    </message>
</context>
<context>
    <name>ui::DraftCanvas</name>
    <message>
        <source>one per cluster, by itself</source>
        <translation>một cho mỗi cụm, tự động</translation>
    </message>
    <message>
        <source>Controller %1</source>
        <translation>Controller %1</translation>
    </message>
    <message>
        <source>Controllers %1</source>
        <translation>Controller %1</translation>
    </message>
    <message>
        <source>one vote of three</source>
        <translation>một trong ba phiếu</translation>
    </message>
</context>
<context>
    <name>ui::DraftCard</name>
    <message>
        <source>Broker %1 at %2</source>
        <translation>Broker %1 tại %2</translation>
    </message>
    <message>
        <source>Ctrl+Left and Ctrl+Right move it to another AZ, Delete removes it.</source>
        <translation>Ctrl+Trái và Ctrl+Phải chuyển nó sang AZ khác, Delete để bỏ.</translation>
    </message>
    <message>
        <source>Drag it to another AZ, or Ctrl+Left and Ctrl+Right. Delete removes it.</source>
        <translation>Kéo sang AZ khác, hoặc Ctrl+Trái và Ctrl+Phải. Delete để bỏ.</translation>
    </message>
    <message>
        <source>Remove broker %1</source>
        <translation>Bỏ broker %1</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>Broker %1</translation>
    </message>
    <message>
        <source>storage %1</source>
        <translation>lưu trữ %1</translation>
    </message>
    <message>
        <source>plaintext %1</source>
        <translation>plaintext %1</translation>
    </message>
    <message>
        <source>Move to AZ %1</source>
        <translation>Chuyển sang AZ %1</translation>
    </message>
</context>
<context>
    <name>ui::DraftColumn</name>
    <message>
        <source>+  Broker</source>
        <translation>+  Broker</translation>
    </message>
    <message>
        <source>Add a broker to AZ %1</source>
        <translation>Thêm broker vào AZ %1</translation>
    </message>
    <message>
        <source>drop to move broker %1 here</source>
        <translation>thả để chuyển broker %1 vào đây</translation>
    </message>
    <message>
        <source>AZ %1 would be left without a broker</source>
        <translation>AZ %1 sẽ không còn broker nào</translation>
    </message>
</context>
<context>
    <name>ui::Faults</name>
    <message>
        <source>It is down.</source>
        <translation>Nó không chạy.</translation>
    </message>
    <message>
        <source>Slow disk (+100 ms)</source>
        <translation>Đĩa chậm (+100 ms)</translation>
    </message>
    <message>
        <source>Slow the disk of %1</source>
        <translation>Làm chậm đĩa của %1</translation>
    </message>
    <message>
        <source>Its disk is slow already.</source>
        <translation>Đĩa của nó đã chậm rồi.</translation>
    </message>
    <message>
        <source>Full disk</source>
        <translation>Đĩa đầy</translation>
    </message>
    <message>
        <source>Fill the disk of %1</source>
        <translation>Làm đầy đĩa của %1</translation>
    </message>
    <message>
        <source>Its disk is full already.</source>
        <translation>Đĩa của nó đã đầy rồi.</translation>
    </message>
    <message>
        <source>Repair the disk of %1</source>
        <translation>Sửa đĩa của %1</translation>
    </message>
    <message>
        <source>Its disk is sound.</source>
        <translation>Đĩa của nó vẫn tốt.</translation>
    </message>
    <message>
        <source>It is down: start it first.</source>
        <translation>Nó đang tắt: hãy khởi động trước.</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Giết</translation>
    </message>
    <message>
        <source>Kill %1</source>
        <translation>Giết %1</translation>
    </message>
    <message>
        <source>Stop gracefully</source>
        <translation>Dừng êm</translation>
    </message>
    <message>
        <source>Stop %1 gracefully</source>
        <translation>Dừng êm %1</translation>
    </message>
    <message>
        <source>It is frozen and hears nothing: thaw it first.</source>
        <translation>Nó bị đóng băng và không nghe thấy gì: hãy rã đông trước.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Khởi động</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>Khởi động %1</translation>
    </message>
    <message>
        <source>It runs.</source>
        <translation>Nó đang chạy.</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Đóng băng</translation>
    </message>
    <message>
        <source>Freeze %1</source>
        <translation>Đóng băng %1</translation>
    </message>
    <message>
        <source>It is frozen already.</source>
        <translation>Nó đã bị đóng băng.</translation>
    </message>
    <message>
        <source>Thaw</source>
        <translation>Rã đông</translation>
    </message>
    <message>
        <source>Thaw %1</source>
        <translation>Rã đông %1</translation>
    </message>
    <message>
        <source>It is not frozen.</source>
        <translation>Nó không bị đóng băng.</translation>
    </message>
    <message>
        <source>AZ %1</source>
        <translation>AZ %1</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>Cắt rời</translation>
    </message>
    <message>
        <source>Cut off AZ %1</source>
        <translation>Cắt rời AZ %1</translation>
    </message>
    <message>
        <source>It is cut off already.</source>
        <translation>Nó đã bị cắt.</translation>
    </message>
    <message>
        <source>It is the only AZ.</source>
        <translation>Đây là AZ duy nhất.</translation>
    </message>
    <message>
        <source>Heal</source>
        <translation>Nối lại</translation>
    </message>
    <message>
        <source>Heal AZ %1</source>
        <translation>Nối lại AZ %1</translation>
    </message>
    <message>
        <source>It is not cut off.</source>
        <translation>Nó không bị cắt.</translation>
    </message>
    <message>
        <source>Power loss</source>
        <translation>Mất điện</translation>
    </message>
    <message>
        <source>Cut the power of AZ %1</source>
        <translation>Cắt điện AZ %1</translation>
    </message>
    <message>
        <source>Link %1 – %2</source>
        <translation>Liên kết %1 – %2</translation>
    </message>
    <message>
        <source>Link AZ %1 – AZ %2: %3</source>
        <translation>Liên kết AZ %1 – AZ %2: %3</translation>
    </message>
    <message>
        <source>It is cut already.</source>
        <translation>Đã bị cắt rồi.</translation>
    </message>
    <message>
        <source>Cut both ways</source>
        <translation>Cắt hai chiều</translation>
    </message>
    <message>
        <source>Cut %1 → %2 only</source>
        <translation>Chỉ cắt %1 → %2</translation>
    </message>
    <message>
        <source>Slow: +20 ms each way</source>
        <translation>Chậm: +20 ms mỗi chiều</translation>
    </message>
    <message>
        <source>It is so already.</source>
        <translation>Đã như vậy rồi.</translation>
    </message>
    <message>
        <source>Latency, loss, bandwidth…</source>
        <translation>Độ trễ, mất gói, băng thông…</translation>
    </message>
    <message>
        <source>Link AZ %1 – AZ %2: latency, loss, bandwidth…</source>
        <translation>Liên kết AZ %1 – AZ %2: độ trễ, mất gói, băng thông…</translation>
    </message>
    <message>
        <source>It is sound.</source>
        <translation>Vẫn tốt.</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>Không thực hiện được</translation>
    </message>
    <message>
        <source>Nothing is broken on purpose.</source>
        <translation>Không có gì bị cố ý làm hỏng.</translation>
    </message>
    <message>
        <source>Undo all faults</source>
        <translation>Hoàn tác mọi sự cố</translation>
    </message>
    <message>
        <source>Power loss of the whole cluster…</source>
        <translation>Mất điện toàn cụm…</translation>
    </message>
    <message>
        <source>Cut the power of the whole cluster</source>
        <translation>Cắt điện toàn cụm</translation>
    </message>
    <message>
        <source>Restore disk</source>
        <translation>Khôi phục đĩa</translation>
    </message>
</context>
<context>
    <name>ui::FilterChip</name>
    <message>
        <source>Show the others again</source>
        <translation>Hiện lại các mục khác</translation>
    </message>
    <message>
        <source>Show only these</source>
        <translation>Chỉ hiện các mục này</translation>
    </message>
</context>
<context>
    <name>ui::Format</name>
    <message>
        <source>rec/s</source>
        <translation>b.ghi/s</translation>
    </message>
    <message>
        <source>min</source>
        <translation>phút</translation>
    </message>
    <message>
        <source>h</source>
        <translation>giờ</translation>
    </message>
    <message>
        <source>d</source>
        <translation>ngày</translation>
    </message>
    <message>
        <source>now</source>
        <translation>bây giờ</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1 giây trước</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 phút trước</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1 giờ trước</translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <translation>%1 ngày trước</translation>
    </message>
</context>
<context>
    <name>ui::HexView</name>
    <message>
        <source>Bytes in hexadecimal</source>
        <translation>Các byte ở dạng thập lục phân</translation>
    </message>
    <message>
        <source>There are no bytes.</source>
        <translation>Không có byte nào.</translation>
    </message>
</context>
<context>
    <name>ui::HomePage</name>
    <message>
        <source>Brokers</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Bản ghi</translation>
    </message>
    <message>
        <source>Produce</source>
        <translation>Ghi</translation>
    </message>
    <message>
        <source>Consume</source>
        <translation>Đọc</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Lưu trữ</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Lưu lượng</translation>
    </message>
    <message>
        <source>last five minutes</source>
        <translation>năm phút gần nhất</translation>
    </message>
    <message>
        <source>Bytes in and out per AZ over the last five minutes</source>
        <translation>Byte vào và ra của mỗi AZ trong năm phút gần nhất</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Khởi động</translation>
    </message>
    <message>
        <source>No topics yet</source>
        <translation>Chưa có topic</translation>
    </message>
    <message>
        <source>A topic holds records in partitions, spread over the brokers.</source>
        <translation>Topic giữ các bản ghi trong partition, trải trên các broker.</translation>
    </message>
    <message>
        <source>Create topic…</source>
        <translation>Tạo topic…</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>Kết nối…</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>trên %1</translation>
    </message>
    <message>
        <source>%1 records: high watermark less log start offset, summed over partitions. An upper bound for compacted topics.</source>
        <translation>%1 bản ghi: high watermark trừ log start offset, cộng qua các partition. Là cận trên với topic được nén.</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>đã dùng %1</translation>
    </message>
    <message>
        <source>AZ %1 in</source>
        <translation>AZ %1 vào</translation>
    </message>
    <message>
        <source>AZ %1 out</source>
        <translation>AZ %1 ra</translation>
    </message>
    <message>
        <source>%1 is starting</source>
        <translation>%1 đang khởi động</translation>
    </message>
    <message>
        <source>%1 is stopping</source>
        <translation>%1 đang dừng</translation>
    </message>
    <message>
        <source>%1 did not start</source>
        <translation>%1 không khởi động được</translation>
    </message>
    <message>
        <source>%1 is stopped</source>
        <translation>%1 đã dừng</translation>
    </message>
    <message>
        <source>Its records stay on disk. Start it, and every Kafka client on this machine can connect.</source>
        <translation>Các bản ghi vẫn nằm trên đĩa. Khởi động nó, và mọi máy khách Kafka trên máy này đều kết nối được.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>in</source>
        <translation>vào</translation>
    </message>
    <message>
        <source>out</source>
        <translation>ra</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Under-replicated</source>
        <translation>Thiếu bản sao</translation>
    </message>
    <message>
        <source>Show its partitions</source>
        <translation>Xem các partition của nó</translation>
    </message>
    <message>
        <source>What if %1?</source>
        <translation>Giả sử %1?</translation>
    </message>
    <message>
        <source>Drain…</source>
        <translation>Rút hết…</translation>
    </message>
    <message>
        <source>Partitions that miss replicas, or are offline</source>
        <translation>Các partition thiếu bản sao, hoặc ngoại tuyến</translation>
    </message>
    <message>
        <source>%1 replicas</source>
        <translation>%1 bản sao</translation>
    </message>
</context>
<context>
    <name>ui::HomePanes</name>
    <message>
        <source>Home</source>
        <translation>Trang chính</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>Kết nối…</translation>
    </message>
    <message>
        <source>Start the cluster first: it has addresses while it runs.</source>
        <translation>Hãy khởi động cụm trước: nó chỉ có địa chỉ khi đang chạy.</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Vấn đề</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Dòng thời gian</translation>
    </message>
    <message>
        <source>What if…</source>
        <translation>Giả sử…</translation>
    </message>
    <message>
        <source>Start the cluster first.</source>
        <translation>Hãy khởi động cụm trước.</translation>
    </message>
</context>
<context>
    <name>ui::JsonModel</name>
    <message>
        <source>beyond 53 bits, exact</source>
        <translation>vượt quá 53 bit, giữ chính xác</translation>
    </message>
    <message>
        <source>this name appears again</source>
        <translation>tên này xuất hiện lần nữa</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Giá trị</translation>
    </message>
</context>
<context>
    <name>ui::LatencyDialog</name>
    <message>
        <source>Latency between AZs</source>
        <translation>Độ trễ giữa các AZ</translation>
    </message>
    <message>
        <source>Added to every byte from the AZ of the row to the AZ of the column. AWS names about 0.5 ms between AZs of one region.</source>
        <translation>Cộng thêm cho mọi byte từ AZ của hàng tới AZ của cột. AWS nêu khoảng 0,5 ms giữa các AZ của một vùng.</translation>
    </message>
    <message>
        <source>to AZ %1</source>
        <translation>tới AZ %1</translation>
    </message>
    <message>
        <source>from AZ %1</source>
        <translation>từ AZ %1</translation>
    </message>
    <message>
        <source>Set both directions alike</source>
        <translation>Đặt hai chiều như nhau</translation>
    </message>
    <message>
        <source>Heal all links</source>
        <translation>Nối lại mọi liên kết</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>Latency %1</source>
        <translation>Độ trễ %1</translation>
    </message>
    <message>
        <source>Loss and bandwidth %1</source>
        <translation>Mất gói và băng thông %1</translation>
    </message>
    <message>
        <source>✕ cut</source>
        <translation>✕ đã cắt</translation>
    </message>
    <message>
        <source>%1 loss</source>
        <translation>mất %1</translation>
    </message>
    <message>
        <source>≤ %1</source>
        <translation>≤ %1</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>nhàn rỗi</translation>
    </message>
</context>
<context>
    <name>ui::LayoutDraft</name>
    <message>
        <source>preset changed</source>
        <translation>đổi mẫu</translation>
    </message>
    <message>
        <source>one AZ</source>
        <translation>một AZ</translation>
    </message>
    <message>
        <source>%1 AZs</source>
        <translation>%1 AZ</translation>
    </message>
    <message>
        <source>Broker %1 added</source>
        <translation>thêm broker %1</translation>
    </message>
    <message>
        <source>Broker %1 removed</source>
        <translation>bỏ broker %1</translation>
    </message>
    <message>
        <source>Broker %1 moved to AZ %2</source>
        <translation>chuyển broker %1 sang AZ %2</translation>
    </message>
</context>
<context>
    <name>ui::LinkBand</name>
    <message>
        <source>Links between availability zones</source>
        <translation>Liên kết giữa các vùng sẵn sàng</translation>
    </message>
</context>
<context>
    <name>ui::LinkDialog</name>
    <message>
        <source>Link AZ %1 – AZ %2</source>
        <translation>Liên kết AZ %1 – AZ %2</translation>
    </message>
    <message>
        <source>Everything between the two AZs is slowed: replication, the metadata quorum, and clients that connect across. Loss shows as the delay of sending again, as TCP does.</source>
        <translation>Mọi thứ giữa hai AZ đều chậm lại: sao chép, quorum siêu dữ liệu, và máy khách kết nối chéo. Mất gói thể hiện thành độ trễ do gửi lại, như TCP.</translation>
    </message>
    <message>
        <source>Latency each way</source>
        <translation>Độ trễ mỗi chiều</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Mất gói</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>Băng thông</translation>
    </message>
    <message>
        <source>Both directions alike</source>
        <translation>Hai chiều như nhau</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Set link</source>
        <translation>Đặt liên kết</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source> MB/s</source>
        <translation> MB/s</translation>
    </message>
    <message>
        <source>unlimited</source>
        <translation>không giới hạn</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Cắt</translation>
    </message>
    <message>
        <source>Latency %1</source>
        <translation>Độ trễ %1</translation>
    </message>
    <message>
        <source>Loss %1</source>
        <translation>Mất gói %1</translation>
    </message>
    <message>
        <source>Bandwidth %1</source>
        <translation>Băng thông %1</translation>
    </message>
    <message>
        <source>Cut %1</source>
        <translation>Cắt %1</translation>
    </message>
</context>
<context>
    <name>ui::LinkPill</name>
    <message>
        <source>+%1 ms</source>
        <translation>+%1 ms</translation>
    </message>
    <message>
        <source>%1 loss</source>
        <translation>mất %1</translation>
    </message>
    <message>
        <source>≤ %1</source>
        <translation>≤ %1</translation>
    </message>
    <message>
        <source>✕ cut</source>
        <translation>✕ đã cắt</translation>
    </message>
    <message>
        <source>✕ %1 → %2 cut</source>
        <translation>✕ %1 → %2 bị cắt</translation>
    </message>
    <message>
        <source>Link between AZ %1 and AZ %2: %3</source>
        <translation>Liên kết giữa AZ %1 và AZ %2: %3</translation>
    </message>
    <message>
        <source>AZ %1 → AZ %2: %3
AZ %2 → AZ %1: %4
Click to cut, slow or heal it</source>
        <translation>AZ %1 → AZ %2: %3
AZ %2 → AZ %1: %4
Bấm để cắt, làm chậm hoặc nối lại</translation>
    </message>
</context>
<context>
    <name>ui::LogDock</name>
    <message>
        <source>Copy</source>
        <translation>Chép</translation>
    </message>
    <message>
        <source>Copy the lines shown</source>
        <translation>Chép các dòng đang hiện</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Xóa hết</translation>
    </message>
    <message>
        <source>Forget the lines up to now</source>
        <translation>Bỏ các dòng tới lúc này</translation>
    </message>
    <message>
        <source>Lines from this level on</source>
        <translation>Các dòng từ mức này trở lên</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>From debug on</source>
        <translation>Từ debug trở lên</translation>
    </message>
    <message>
        <source>From info on</source>
        <translation>Từ info trở lên</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Cảnh báo và lỗi</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Lỗi</translation>
    </message>
    <message>
        <source>Filter lines</source>
        <translation>Lọc dòng</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Tạm dừng</translation>
    </message>
    <message>
        <source>Hold new lines back; none is lost but the oldest of ten thousand</source>
        <translation>Giữ lại các dòng mới; không mất dòng nào ngoài những dòng cũ nhất trong mười nghìn dòng</translation>
    </message>
    <message>
        <source>Log lines</source>
        <translation>Các dòng nhật ký</translation>
    </message>
    <message>
        <source>%1 new lines wait</source>
        <translation>%1 dòng mới đang chờ</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Tiếp tục</translation>
    </message>
</context>
<context>
    <name>ui::LogModel</name>
    <message>
        <source>trace</source>
        <translation>vết</translation>
    </message>
    <message>
        <source>debug</source>
        <translation>gỡ lỗi</translation>
    </message>
    <message>
        <source>info</source>
        <translation>thông tin</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>cảnh báo</translation>
    </message>
    <message>
        <source>error</source>
        <translation>lỗi</translation>
    </message>
    <message>
        <source>event</source>
        <translation>sự kiện</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Thời gian</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Mức</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Từ</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Việc xảy ra</translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message>
        <source>Place</source>
        <translation>Nơi</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Các cụm</translation>
    </message>
    <message>
        <source>%1 is running. Stop it and close it?</source>
        <translation>%1 đang chạy. Dừng và đóng nó?</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Dừng và đóng</translation>
    </message>
    <message>
        <source>%1 - Riparium</source>
        <translation>%1 - Riparium</translation>
    </message>
    <message>
        <source>%1 did not start: %2</source>
        <translation>%1 không khởi động được: %2</translation>
    </message>
    <message>
        <source>%1 is running. Stop it and close the window?</source>
        <translation>%1 đang chạy. Dừng và đóng cửa sổ?</translation>
    </message>
</context>
<context>
    <name>ui::Menus</name>
    <message>
        <source>&amp;Cluster</source>
        <translation>&amp;Cụm</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Sửa</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Xem</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Trợ giúp</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>Mở &amp;gần đây</translation>
    </message>
    <message>
        <source>Nothing opened yet</source>
        <translation>Chưa mở cụm nào</translation>
    </message>
    <message>
        <source>Reset &amp;layout</source>
        <translation>Đặt lại &amp;bố cục</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Giao diện</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Sáng</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Tối</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Theo &amp;hệ thống</translation>
    </message>
    <message>
        <source>Open a cluster first.</source>
        <translation>Hãy mở một cụm trước.</translation>
    </message>
    <message>
        <source>F&amp;aults</source>
        <translation>&amp;Sự cố</translation>
    </message>
</context>
<context>
    <name>ui::MovesModel</name>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Trước</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Sau</translation>
    </message>
    <message>
        <source>To copy</source>
        <translation>Cần sao chép</translation>
    </message>
</context>
<context>
    <name>ui::NewClusterDialog</name>
    <message>
        <source>New cluster</source>
        <translation>Cụm mới</translation>
    </message>
    <message>
        <source>Single broker</source>
        <translation>Một broker</translation>
    </message>
    <message>
        <source>Three brokers, one AZ</source>
        <translation>Ba broker, một AZ</translation>
    </message>
    <message>
        <source>High availability</source>
        <translation>Sẵn sàng cao</translation>
    </message>
    <message>
        <source>High availability × 2</source>
        <translation>Sẵn sàng cao × 2</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Chọn…</translation>
    </message>
    <message numerus="yes">
        <source>%n availability zone(s)</source>
        <translation>
            <numerusform>%n vùng sẵn sàng</numerusform>
        </translation>
    </message>
    <message>
        <source> GiB</source>
        <translation> GiB</translation>
    </message>
    <message>
        <source>the size shown against what is used; nothing is reserved</source>
        <translation>dung lượng để so với phần đã dùng; không giữ chỗ trước</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Thư mục dữ liệu</translation>
    </message>
    <message>
        <source>Availability zones</source>
        <translation>Vùng sẵn sàng (AZ)</translation>
    </message>
    <message>
        <source>Storage per broker</source>
        <translation>Lưu trữ mỗi broker</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Tạo</translation>
    </message>
    <message>
        <source>Create and start</source>
        <translation>Tạo và khởi động</translation>
    </message>
    <message>
        <source>This cluster exists already: choose another name, or open it.</source>
        <translation>Cụm này đã có: hãy chọn tên khác, hoặc mở nó.</translation>
    </message>
    <message>
        <source>not writable: choose another folder</source>
        <translation>không ghi được: hãy chọn thư mục khác</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>còn trống %1</translation>
    </message>
    <message>
        <source>%1, %2, %3 × %4 GiB</source>
        <translation>%1, %2, %3 × %4 GiB</translation>
    </message>
    <message numerus="yes">
        <source>%n AZ(s)</source>
        <translation>
            <numerusform>%n AZ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broker(s)</source>
        <translation>
            <numerusform>%n broker</numerusform>
        </translation>
    </message>
    <message>
        <source>The data folder cannot be written: choose another one.</source>
        <translation>Không ghi được vào thư mục dữ liệu: hãy chọn thư mục khác.</translation>
    </message>
    <message>
        <source>Kafka&apos;s own log format in %1.</source>
        <translation>Định dạng log của chính Kafka trong %1.</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Hoàn tác: %1</translation>
    </message>
</context>
<context>
    <name>ui::Operations</name>
    <message>
        <source>Every partition is led by its preferred replica.</source>
        <translation>Mọi partition đều do bản sao ưu tiên làm leader.</translation>
    </message>
    <message>
        <source>Maintenance is under way.</source>
        <translation>Đang bảo trì.</translation>
    </message>
    <message>
        <source>No maintenance is under way.</source>
        <translation>Không có đợt bảo trì nào.</translation>
    </message>
    <message>
        <source>Only a cluster that runs in this window can graduate.</source>
        <translation>Chỉ cụm chạy trong cửa sổ này mới chuyển sang Apache Kafka được.</translation>
    </message>
    <message>
        <source>Stop the cluster first: Apache Kafka takes over its folders.</source>
        <translation>Hãy dừng cụm trước: Apache Kafka sẽ tiếp quản các thư mục của nó.</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>Không thực hiện được</translation>
    </message>
    <message>
        <source>Graduate to Apache Kafka</source>
        <translation>Chuyển sang Apache Kafka</translation>
    </message>
    <message>
        <source>Apache Kafka 4 can start on these folders: every topic, configuration and record is there.</source>
        <translation>Apache Kafka 4 có thể khởi động trên các thư mục này: mọi topic, cấu hình và bản ghi đều còn đó.</translation>
    </message>
    <message>
        <source>One file for each node is in %1. The README beside them says how:
%2</source>
        <translation>Mỗi nút có một tệp trong %1. README bên cạnh nói cách làm:
%2</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Hiện thư mục</translation>
    </message>
    <message>
        <source>Elect preferred leaders</source>
        <translation>Bầu leader ưu tiên</translation>
    </message>
    <message>
        <source>Move replicas…</source>
        <translation>Di chuyển bản sao…</translation>
    </message>
    <message>
        <source>Drain broker %1…</source>
        <translation>Rút hết broker %1…</translation>
    </message>
    <message>
        <source>Add a broker to AZ %1</source>
        <translation>Thêm broker vào AZ %1</translation>
    </message>
    <message>
        <source>Latency between AZs…</source>
        <translation>Độ trễ giữa các AZ…</translation>
    </message>
    <message>
        <source>There is only one AZ.</source>
        <translation>Chỉ có một AZ.</translation>
    </message>
    <message>
        <source>MSK maintenance: restart brokers one by one</source>
        <translation>Bảo trì MSK: khởi động lại lần lượt từng broker</translation>
    </message>
    <message>
        <source>Stop maintenance</source>
        <translation>Dừng bảo trì</translation>
    </message>
    <message>
        <source>Graduate to Apache Kafka…</source>
        <translation>Chuyển sang Apache Kafka…</translation>
    </message>
</context>
<context>
    <name>ui::OutcomeModel</name>
    <message>
        <source>%1 (already)</source>
        <translation>%1 (đã vậy)</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Kết cục</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>Sau đó</translation>
    </message>
</context>
<context>
    <name>ui::PairTable</name>
    <message>
        <source>+ Add</source>
        <translation>+ Thêm</translation>
    </message>
    <message>
        <source>Add to %1</source>
        <translation>Thêm vào %1</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Giá trị</translation>
    </message>
    <message>
        <source>Null</source>
        <translation>Null</translation>
    </message>
    <message>
        <source>Double click or F2 edits, Del takes the line away</source>
        <translation>Bấm đúp hoặc F2 để sửa, Del để bỏ dòng</translation>
    </message>
    <message>
        <source>The value is null</source>
        <translation>Giá trị là null</translation>
    </message>
</context>
<context>
    <name>ui::PartitionDetail</name>
    <message>
        <source>Replica sync</source>
        <translation>Đồng bộ bản sao</translation>
    </message>
    <message>
        <source>Elect preferred leader</source>
        <translation>Bầu leader ưu tiên</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Bản ghi</translation>
    </message>
    <message>
        <source>Choose a partition to see its replicas follow.</source>
        <translation>Chọn một partition để xem các bản sao của nó theo kịp ra sao.</translation>
    </message>
    <message>
        <source>has no leader since epoch %1</source>
        <translation>không có leader từ epoch %1</translation>
    </message>
    <message>
        <source>led by broker %1, epoch %2</source>
        <translation>broker %1 làm leader, epoch %2</translation>
    </message>
    <message>
        <source>leader moved %1 → %2, epoch %3</source>
        <translation>leader chuyển %1 → %2, epoch %3</translation>
    </message>
    <message>
        <source>, because %1</source>
        <translation>, vì %1</translation>
    </message>
    <message>
        <source>Broker %1, the preferred one, leads already.</source>
        <translation>Broker ưu tiên %1 đã làm leader rồi.</translation>
    </message>
    <message>
        <source>Broker %1, the preferred one, is not in sync.</source>
        <translation>Broker ưu tiên %1 chưa đồng bộ.</translation>
    </message>
    <message>
        <source>Let broker %1 lead again</source>
        <translation>Để broker %1 làm leader trở lại</translation>
    </message>
</context>
<context>
    <name>ui::PartitionMatrix</name>
    <message>
        <source>All replicas by broker</source>
        <translation>Mọi bản sao theo broker</translation>
    </message>
    <message>
        <source>%1 on broker %2: %3</source>
        <translation>%1 trên broker %2: %3</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>Broker %1</translation>
    </message>
</context>
<context>
    <name>ui::PartitionText</name>
    <message>
        <source>healthy</source>
        <translation>khỏe mạnh</translation>
    </message>
    <message>
        <source>under-replicated</source>
        <translation>thiếu bản sao</translation>
    </message>
    <message>
        <source>at min ISR</source>
        <translation>ở ISR tối thiểu</translation>
    </message>
    <message>
        <source>writes refused</source>
        <translation>từ chối ghi</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>ngoại tuyến</translation>
    </message>
    <message>
        <source>being moved</source>
        <translation>đang được chuyển</translation>
    </message>
    <message>
        <source>%1 of %2 in sync</source>
        <translation>%1/%2 đồng bộ</translation>
    </message>
    <message>
        <source>%1 of %2 in sync, %3 needed</source>
        <translation>%1/%2 đồng bộ, cần %3</translation>
    </message>
    <message>
        <source>its only replica is %1</source>
        <translation>bản sao duy nhất %1</translation>
    </message>
    <message>
        <source>no replica that may lead is alive</source>
        <translation>không bản sao nào có thể làm leader còn sống</translation>
    </message>
    <message>
        <source>Every replica is in sync.</source>
        <translation>Mọi bản sao đều đồng bộ.</translation>
    </message>
    <message>
        <source>Some replicas are missing; one more may be lost without refusing writes.</source>
        <translation>Thiếu vài bản sao; có thể mất thêm một mà vẫn không từ chối ghi.</translation>
    </message>
    <message>
        <source>Writes are accepted; the next lost replica refuses writes with acks=all.</source>
        <translation>Vẫn nhận ghi; mất thêm một bản sao thì ghi với acks=all bị từ chối.</translation>
    </message>
    <message>
        <source>Writes with acks=all are refused: fewer replicas are in sync than min.insync.replicas. Reads go on.</source>
        <translation>Ghi với acks=all bị từ chối: số bản sao đồng bộ ít hơn min.insync.replicas. Vẫn đọc được.</translation>
    </message>
    <message>
        <source>Nobody leads it: reads and writes are refused.</source>
        <translation>Không có leader: cả đọc và ghi đều bị từ chối.</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>bị giết</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>đã dừng</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>đóng băng</translation>
    </message>
    <message>
        <source>without power</source>
        <translation>mất điện</translation>
    </message>
    <message>
        <source>cut off with its AZ</source>
        <translation>bị cắt cùng AZ</translation>
    </message>
    <message>
        <source>on a full disk</source>
        <translation>trên đĩa đầy</translation>
    </message>
    <message>
        <source>fenced</source>
        <translation>bị cách ly</translation>
    </message>
    <message>
        <source>catching up</source>
        <translation>đang đuổi theo</translation>
    </message>
</context>
<context>
    <name>ui::PartitionsModel</name>
    <message>
        <source>Consumers read up to here: every in-sync replica has the records below.</source>
        <translation>Consumer đọc tới đây: mọi bản sao đồng bộ đều có các bản ghi bên dưới.</translation>
    </message>
    <message>
        <source>The offset the next record gets on the leader.</source>
        <translation>Offset mà bản ghi kế tiếp nhận trên leader.</translation>
    </message>
    <message>
        <source>The first offset that is still here.</source>
        <translation>Offset đầu tiên còn ở đây.</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Leader epoch</source>
        <translation>Leader epoch</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>Bản sao</translation>
    </message>
    <message>
        <source>Log start</source>
        <translation>Đầu log</translation>
    </message>
    <message>
        <source>High watermark</source>
        <translation>High watermark</translation>
    </message>
    <message>
        <source>Log end</source>
        <translation>Cuối log</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Kích thước</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoch</translation>
    </message>
    <message>
        <source>ISR: %1</source>
        <translation>ISR: %1</translation>
    </message>
    <message>
        <source>How often the leader changed</source>
        <translation>Số lần leader đã đổi</translation>
    </message>
    <message>
        <source>%1 bytes on the leader</source>
        <translation>%1 byte trên leader</translation>
    </message>
    <message>
        <source>In assignment order: ★ preferred leader, filled leads, outlined is in sync, hatched catches up with its lag, dashed ✕ is offline; the colour is the AZ</source>
        <translation>Theo thứ tự phân bổ: ★ là leader ưu tiên, tô đặc là leader, viền là đồng bộ, gạch chéo là đang đuổi theo kèm độ trễ, nét đứt ✕ là ngoại tuyến; màu là AZ</translation>
    </message>
</context>
<context>
    <name>ui::PartitionsPage</name>
    <message>
        <source>Partitions</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Filter by name (Ctrl+F)</source>
        <translation>Lọc theo tên (Ctrl+F)</translation>
    </message>
    <message>
        <source>Filter partitions by name</source>
        <translation>Lọc partition theo tên</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>By topic</source>
        <translation>Theo topic</translation>
    </message>
    <message>
        <source>By broker</source>
        <translation>Theo broker</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>Ma trận</translation>
    </message>
    <message>
        <source>Every replica of the cluster as a square, by broker</source>
        <translation>Mỗi bản sao của cụm là một ô vuông, xếp theo broker</translation>
    </message>
    <message>
        <source>Smaller squares</source>
        <translation>Ô nhỏ hơn</translation>
    </message>
    <message>
        <source>Larger squares</source>
        <translation>Ô lớn hơn</translation>
    </message>
    <message>
        <source>■&#xa0;leader  □&#xa0;in&#xa0;sync  ▨&#xa0;catching&#xa0;up  ☒&#xa0;offline</source>
        <translation>■&#xa0;leader  □&#xa0;đồng&#xa0;bộ  ▨&#xa0;đang&#xa0;đuổi&#xa0;theo  ☒&#xa0;ngoại&#xa0;tuyến</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>Broker %1</translation>
    </message>
    <message>
        <source>%1 in 1 topic</source>
        <translation>%1 trong 1 topic</translation>
    </message>
    <message>
        <source>%1 in %2 topics</source>
        <translation>%1 trong %2 topic</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 trên %2</translation>
    </message>
    <message>
        <source>worst first</source>
        <translation>tệ nhất trước</translation>
    </message>
    <message>
        <source>No partition is like that</source>
        <translation>Không có partition nào như vậy</translation>
    </message>
    <message>
        <source>%1 partitions are filtered out.</source>
        <translation>%1 partition bị lọc đi.</translation>
    </message>
    <message>
        <source>Show all partitions</source>
        <translation>Hiện mọi partition</translation>
    </message>
    <message>
        <source>No partitions yet</source>
        <translation>Chưa có partition</translation>
    </message>
    <message>
        <source>A topic holds its records in partitions.</source>
        <translation>Topic giữ các bản ghi trong các partition.</translation>
    </message>
    <message>
        <source>Create topic…</source>
        <translation>Tạo topic…</translation>
    </message>
    <message>
        <source>No partitions to show</source>
        <translation>Không có partition để hiện</translation>
    </message>
    <message>
        <source>The cluster is not running.</source>
        <translation>Cụm không chạy.</translation>
    </message>
    <message>
        <source>Start the cluster</source>
        <translation>Khởi động cụm</translation>
    </message>
    <message>
        <source>%1 of %2 partitions are not healthy</source>
        <translation>%1 trong %2 partition không ổn</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Brokers</source>
        <translation>Broker</translation>
    </message>
</context>
<context>
    <name>ui::PartitionsTab</name>
    <message>
        <source>Add partitions…</source>
        <translation>Thêm partition…</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>More partitions; keys move to other partitions from then on</source>
        <translation>Thêm partition; từ đó khóa sẽ rơi vào partition khác</translation>
    </message>
    <message>
        <source>Add partitions</source>
        <translation>Thêm partition</translation>
    </message>
    <message>
        <source>%1 has %2. New records of a key may land in another partition than its old ones;
partitions cannot be taken away again. New number:</source>
        <translation>%1 có %2. Bản ghi mới của một khóa có thể rơi vào partition khác với bản ghi cũ;
không thể bớt partition đi. Số mới:</translation>
    </message>
    <message>
        <source>★ preferred leader; filled leads, outlined is in sync, hatched catches up with its lag, dashed ✕ is offline; the colour is the AZ. Enter shows a partition&apos;s records.</source>
        <translation>★ là leader ưu tiên; tô đặc là leader, viền là đồng bộ, gạch chéo là đang đuổi theo kèm độ trễ, nét đứt ✕ là ngoại tuyến; màu là AZ. Enter hiện các bản ghi của partition.</translation>
    </message>
</context>
<context>
    <name>ui::PayloadEdit</name>
    <message>
        <source>Text</source>
        <translation>Văn bản</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Null</source>
        <translation>Null</translation>
    </message>
    <message>
        <source>Form of %1</source>
        <translation>Dạng của %1</translation>
    </message>
    <message>
        <source>Null is no value at all: a key without one goes to any partition, a value without one is a tombstone</source>
        <translation>Null là không có giá trị nào: khóa null thì vào partition bất kỳ, giá trị null là tombstone</translation>
    </message>
    <message>
        <source>null: type to write something</source>
        <translation>null: gõ để viết nội dung</translation>
    </message>
    <message>
        <source>such as 00 ff 7b</source>
        <translation>ví dụ 00 ff 7b</translation>
    </message>
    <message>
        <source>empty: zero bytes, not null</source>
        <translation>trống: không byte nào, không phải null</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 byte</translation>
    </message>
    <message>
        <source>not hex yet</source>
        <translation>chưa phải hex</translation>
    </message>
    <message>
        <source>JSON ✓</source>
        <translation>JSON ✓</translation>
    </message>
    <message>
        <source>not JSON yet</source>
        <translation>chưa phải JSON</translation>
    </message>
</context>
<context>
    <name>ui::Problems</name>
    <message>
        <source>1 partition</source>
        <translation>1 partition</translation>
    </message>
    <message>
        <source>%1 partitions</source>
        <translation>%1 partition</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Xem</translation>
    </message>
    <message>
        <source>Show partitions</source>
        <translation>Xem các partition</translation>
    </message>
    <message>
        <source>%1 was killed</source>
        <translation>%1 đã bị giết</translation>
    </message>
    <message>
        <source>%1 was stopped</source>
        <translation>%1 đã bị dừng</translation>
    </message>
    <message>
        <source>%1 is frozen</source>
        <translation>%1 bị đóng băng</translation>
    </message>
    <message>
        <source>%1 lost power</source>
        <translation>%1 mất điện</translation>
    </message>
    <message>
        <source>%1 is fenced</source>
        <translation>%1 bị cách ly</translation>
    </message>
    <message>
        <source>%1 is offline</source>
        <translation>%1 ngoại tuyến</translation>
    </message>
    <message>
        <source>AZ %1 is cut off</source>
        <translation>AZ %1 bị cắt rời</translation>
    </message>
    <message>
        <source>it hears nobody, not even clients</source>
        <translation>nó không nghe thấy ai, kể cả máy khách</translation>
    </message>
    <message>
        <source>by you, %1</source>
        <translation>do bạn, %1</translation>
    </message>
    <message>
        <source>The disk of %1 is full</source>
        <translation>Đĩa của %1 đã đầy</translation>
    </message>
    <message>
        <source>it takes no more records</source>
        <translation>nó không nhận thêm bản ghi</translation>
    </message>
    <message>
        <source>The disk of %1 is nearly full</source>
        <translation>Đĩa của %1 gần đầy</translation>
    </message>
    <message>
        <source>shorten retention, or delete records</source>
        <translation>rút ngắn thời hạn giữ, hoặc xóa bản ghi</translation>
    </message>
    <message>
        <source>The disk of %1 is slow</source>
        <translation>Đĩa của %1 chậm</translation>
    </message>
    <message>
        <source>the controller does not hear it</source>
        <translation>controller không nghe thấy nó</translation>
    </message>
    <message>
        <source>by you</source>
        <translation>do bạn</translation>
    </message>
    <message>
        <source>No controller is active</source>
        <translation>Không có controller nào hoạt động</translation>
    </message>
    <message>
        <source>%1 of %2 controllers are alive and electing</source>
        <translation>%1 trong %2 controller còn sống và đang bầu chọn</translation>
    </message>
    <message>
        <source>%1 of %2 controllers are alive, a majority is needed: no leader is elected, no topic created</source>
        <translation>%1 trong %2 controller còn sống, cần đa số: không bầu được leader, không tạo được topic</translation>
    </message>
    <message>
        <source>One more controller lost would stop elections</source>
        <translation>Mất thêm một controller thì không bầu được nữa</translation>
    </message>
    <message>
        <source>%1 of %2 controllers are alive</source>
        <translation>%1/%2 controller còn sống</translation>
    </message>
    <message>
        <source>%1 are offline</source>
        <translation>%1 ngoại tuyến</translation>
    </message>
    <message>
        <source>neither written nor read</source>
        <translation>không ghi và không đọc được</translation>
    </message>
    <message>
        <source>%1 refuses writes</source>
        <translation>%1 từ chối ghi</translation>
    </message>
    <message>
        <source>%1 refuse writes</source>
        <translation>%1 từ chối ghi</translation>
    </message>
    <message>
        <source>min.insync.replicas is %1, %2 in sync</source>
        <translation>min.insync.replicas là %1, %2 đồng bộ</translation>
    </message>
    <message>
        <source>fewer replicas are in sync than min.insync.replicas</source>
        <translation>số bản sao đồng bộ ít hơn min.insync.replicas</translation>
    </message>
    <message>
        <source>%1 has %2 of %3 replicas in sync</source>
        <translation>%1 có %2/%3 bản sao đồng bộ</translation>
    </message>
    <message>
        <source>%1 have %2 of %3 replicas in sync</source>
        <translation>%1 có %2/%3 bản sao đồng bộ</translation>
    </message>
    <message>
        <source>%1 miss replicas</source>
        <translation>%1 thiếu bản sao</translation>
    </message>
    <message>
        <source>writes still accepted: min.insync.replicas is %1</source>
        <translation>vẫn nhận ghi: min.insync.replicas là %1</translation>
    </message>
    <message>
        <source>writes still accepted</source>
        <translation>vẫn nhận ghi</translation>
    </message>
    <message>
        <source>One more broker lost would refuse writes</source>
        <translation>Mất thêm một broker thì sẽ từ chối ghi</translation>
    </message>
    <message>
        <source>%1 is at min ISR</source>
        <translation>%1 ở mức ISR tối thiểu</translation>
    </message>
    <message>
        <source>%1 are at min ISR</source>
        <translation>%1 ở mức ISR tối thiểu</translation>
    </message>
    <message>
        <source>What if broker %1 dies?</source>
        <translation>Nếu broker %1 chết thì sao?</translation>
    </message>
    <message>
        <source>broker %1 %2</source>
        <translation>broker %1 %2</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Ngoại tuyến</translation>
    </message>
    <message>
        <source>Writes refused</source>
        <translation>Từ chối ghi</translation>
    </message>
    <message>
        <source>No controller</source>
        <translation>Không có controller</translation>
    </message>
    <message>
        <source>At risk</source>
        <translation>Có rủi ro</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>Khỏe mạnh</translation>
    </message>
    <message>
        <source>AZ %1 dies</source>
        <translation>AZ %1 chết</translation>
    </message>
    <message>
        <source>broker %1 dies</source>
        <translation>broker %1 chết</translation>
    </message>
    <message>
        <source>controller %1 dies</source>
        <translation>controller %1 chết</translation>
    </message>
    <message>
        <source> (%1 already)</source>
        <translation> (%1 đã vậy)</translation>
    </message>
    <message>
        <source>%1 go offline%2</source>
        <translation>%1 ngoại tuyến%2</translation>
    </message>
    <message>
        <source>%1 refuse writes%2</source>
        <translation>%1 từ chối ghi%2</translation>
    </message>
    <message>
        <source>%1 wait: writes with acks=all stall until a controller is back</source>
        <translation>%1 phải chờ: ghi với acks=all đứng lại cho tới khi có controller trở lại</translation>
    </message>
    <message>
        <source>%1 stay safe with another leader</source>
        <translation>%1 an toàn với leader khác</translation>
    </message>
    <message>
        <source>%1 stay safe with one replica fewer</source>
        <translation>%1 an toàn với ít hơn một bản sao</translation>
    </message>
    <message>
        <source>%1 do not notice</source>
        <translation>%1 không bị ảnh hưởng</translation>
    </message>
    <message>
        <source>There are no partitions yet</source>
        <translation>Chưa có partition nào</translation>
    </message>
    <message>
        <source>%1 controllers left, %2 needed</source>
        <translation>còn %1 controller, cần %2</translation>
    </message>
    <message>
        <source>The metadata quorum is lost, nobody is elected: %1</source>
        <translation>Mất quorum siêu dữ liệu, không bầu được ai: %1</translation>
    </message>
    <message>
        <source>The metadata quorum elects another active controller: %1</source>
        <translation>Quorum siêu dữ liệu bầu controller khác: %1</translation>
    </message>
    <message>
        <source>The metadata quorum survives: %1</source>
        <translation>Quorum siêu dữ liệu còn đủ: %1</translation>
    </message>
    <message>
        <source>goes offline</source>
        <translation>ngoại tuyến</translation>
    </message>
    <message>
        <source>refuses writes</source>
        <translation>từ chối ghi</translation>
    </message>
    <message>
        <source>writes stall</source>
        <translation>ghi bị đứng lại</translation>
    </message>
    <message>
        <source>safe, leader moves</source>
        <translation>an toàn, đổi leader</translation>
    </message>
    <message>
        <source>safe, one replica fewer</source>
        <translation>an toàn, bớt một bản sao</translation>
    </message>
    <message>
        <source>untouched</source>
        <translation>không ảnh hưởng</translation>
    </message>
    <message>
        <source>its leader is gone, and no controller can elect another</source>
        <translation>leader đã mất, và không controller nào bầu được leader khác</translation>
    </message>
    <message>
        <source>no replica in sync is left</source>
        <translation>không còn bản sao nào đồng bộ</translation>
    </message>
    <message>
        <source>broker %1 leads; %2 in sync, %3 needed</source>
        <translation>broker %1 làm leader; %2 đồng bộ, cần %3</translation>
    </message>
</context>
<context>
    <name>ui::ProblemsDock</name>
    <message>
        <source>serious</source>
        <translation>nghiêm trọng</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>cảnh báo</translation>
    </message>
    <message>
        <source>notice</source>
        <translation>lưu ý</translation>
    </message>
    <message>
        <source>Faults you started</source>
        <translation>Sự cố bạn đã gây ra</translation>
    </message>
    <message>
        <source>Undo all</source>
        <translation>Hoàn tác tất cả</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>Bảo trì</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Stop maintenance</source>
        <translation>Dừng bảo trì</translation>
    </message>
    <message>
        <source>Waits until every replica of broker %1 is in sync · %2 of %3 brokers done</source>
        <translation>Đang chờ mọi bản sao của broker %1 đồng bộ · xong %2 trên %3 broker</translation>
    </message>
    <message>
        <source>Restarts broker %1 · %2 of %3 brokers done</source>
        <translation>Đang khởi động lại broker %1 · xong %2 trên %3 broker</translation>
    </message>
    <message numerus="yes">
        <source>%n to look at, causes first</source>
        <translation>
            <numerusform>%n điều cần xem, nguyên nhân trước</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is wrong</source>
        <translation>Không có vấn đề gì</translation>
    </message>
    <message>
        <source>Every partition is led and in sync. Break something in the Faults menu, and see here what it does.</source>
        <translation>Mọi partition đều có leader và đồng bộ. Hãy gây một sự cố trong menu Sự cố và xem kết quả tại đây.</translation>
    </message>
    <message>
        <source>The cluster is not running</source>
        <translation>Cụm không chạy</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
</context>
<context>
    <name>ui::ProduceDock</name>
    <message>
        <source>topic</source>
        <translation>topic</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Khóa</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Giá trị</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>all</source>
        <translation>all</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>dẫn đầu</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không</translation>
    </message>
    <message>
        <source>acks=all: every replica in sync has it</source>
        <translation>acks=all: mọi bản sao đồng bộ đều đã có</translation>
    </message>
    <message>
        <source>acks=1: the leader has it</source>
        <translation>acks=1: leader đã có</translation>
    </message>
    <message>
        <source>acks=0: no answer is waited for, so no offset is known</source>
        <translation>acks=0: không chờ trả lời, nên không biết offset</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>Nén</translation>
    </message>
    <message>
        <source>Acks</source>
        <translation>Acks</translation>
    </message>
    <message>
        <source>Timestamp</source>
        <translation>Dấu thời gian</translation>
    </message>
    <message>
        <source>CreateTime of the record; without it: now</source>
        <translation>CreateTime của bản ghi; nếu bỏ trống: bây giờ</translation>
    </message>
    <message>
        <source>How many times to send it</source>
        <translation>Gửi bao nhiêu lần</translation>
    </message>
    <message>
        <source>Sends the same record this many times</source>
        <translation>Gửi cùng một bản ghi bấy nhiêu lần</translation>
    </message>
    <message>
        <source>Send   Ctrl+Enter</source>
        <translation>Gửi   Ctrl+Enter</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>No more records after those on their way</source>
        <translation>Không gửi thêm sau những bản ghi đang trên đường</translation>
    </message>
    <message>
        <source>Records sent</source>
        <translation>Số bản ghi đã gửi</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>tự động</translation>
    </message>
    <message>
        <source>Choose a topic first.</source>
        <translation>Hãy chọn topic trước.</translation>
    </message>
    <message>
        <source>There is no topic “%1”.</source>
        <translation>Không có topic “%1”.</translation>
    </message>
    <message>
        <source>The key is not complete hex.</source>
        <translation>Khóa chưa phải là hex đầy đủ.</translation>
    </message>
    <message>
        <source>The value is not complete hex.</source>
        <translation>Giá trị chưa phải là hex đầy đủ.</translation>
    </message>
    <message>
        <source>→ partition %1, as chosen</source>
        <translation>→ partition %1, như đã chọn</translation>
    </message>
    <message>
        <source>→ partition %1  ·  murmur2 %2</source>
        <translation>→ partition %1  ·  murmur2 %2</translation>
    </message>
    <message>
        <source>→ any partition: there is no key</source>
        <translation>→ partition bất kỳ: không có khóa</translation>
    </message>
    <message>
        <source>Send the record and stay filled (Ctrl+Enter anywhere in this dock)</source>
        <translation>Gửi bản ghi và giữ nguyên nội dung (Ctrl+Enter ở bất cứ đâu trong khung này)</translation>
    </message>
    <message>
        <source>&lt;a href=&quot;record&quot;&gt;partition %1, offset %2&lt;/a&gt;</source>
        <translation>&lt;a href=&quot;record&quot;&gt;partition %1, offset %2&lt;/a&gt;</translation>
    </message>
    <message>
        <source>sent to partition %1</source>
        <translation>đã gửi tới partition %1</translation>
    </message>
    <message>
        <source>not acknowledged: acks is none</source>
        <translation>chưa xác nhận: acks là không</translation>
    </message>
    <message>
        <source>%1 records sent</source>
        <translation>đã gửi %1 bản ghi</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>đã dừng</translation>
    </message>
    <message>
        <source>%1 records were sent before</source>
        <translation>%1 bản ghi đã được gửi trước đó</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>Chưa ghi gì.</translation>
    </message>
    <message>
        <source>A value that begins with 0x is bytes in hex</source>
        <translation>Giá trị bắt đầu bằng 0x là các byte dạng hex</translation>
    </message>
</context>
<context>
    <name>ui::QuantityEdit</name>
    <message>
        <source>cluster&apos;s default</source>
        <translation>mặc định của cụm</translation>
    </message>
    <message>
        <source>Type a time, such as 7 days or 12 h.</source>
        <translation>Hãy gõ thời gian, như 7 days hoặc 12 h.</translation>
    </message>
    <message>
        <source>Type a size, such as 1 GiB or 500 MiB.</source>
        <translation>Hãy gõ kích thước, như 1 GiB hoặc 500 MiB.</translation>
    </message>
    <message>
        <source>nothing is deleted for this reason</source>
        <translation>không xóa gì vì lý do này</translation>
    </message>
    <message>
        <source>= %1 ms</source>
        <translation>= %1 ms</translation>
    </message>
    <message>
        <source>= %1 bytes</source>
        <translation>= %1 byte</translation>
    </message>
</context>
<context>
    <name>ui::ReassignDialog</name>
    <message>
        <source>Move replicas</source>
        <translation>Di chuyển bản sao</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Chuyển</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Việc cần làm</translation>
    </message>
    <message>
        <source>Drain a broker</source>
        <translation>Rút hết một broker</translation>
    </message>
    <message>
        <source>Spread evenly over all brokers</source>
        <translation>Trải đều trên mọi broker</translation>
    </message>
    <message>
        <source>Change the number of replicas</source>
        <translation>Đổi số bản sao</translation>
    </message>
    <message>
        <source>Broker to drain</source>
        <translation>Broker cần rút hết</translation>
    </message>
    <message>
        <source>Broker %1 in AZ %2</source>
        <translation>Broker %1 ở AZ %2</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>All topics</source>
        <translation>Mọi topic</translation>
    </message>
    <message>
        <source>Replicas of each partition</source>
        <translation>Số bản sao của mỗi partition</translation>
    </message>
    <message>
        <source> replicas</source>
        <translation> bản sao</translation>
    </message>
    <message>
        <source>then remove it from the cluster</source>
        <translation>rồi gỡ nó khỏi cụm</translation>
    </message>
    <message>
        <source>Throttle</source>
        <translation>Giới hạn tốc độ</translation>
    </message>
    <message>
        <source>at most </source>
        <translation>nhiều nhất </translation>
    </message>
    <message>
        <source> MB/s</source>
        <translation> MB/s</translation>
    </message>
    <message>
        <source>as fast as it goes</source>
        <translation>nhanh hết mức</translation>
    </message>
    <message>
        <source>What moved replicas may copy into or out of each broker</source>
        <translation>Lượng mà bản sao đang chuyển được chép vào hoặc ra mỗi broker</translation>
    </message>
    <message>
        <source>Replicas before and after</source>
        <translation>Bản sao trước và sau</translation>
    </message>
    <message>
        <source>Cancel the moves that are not done</source>
        <translation>Hủy các lần chuyển chưa xong</translation>
    </message>
    <message>
        <source>broker %1: %2</source>
        <translation>broker %1: %2</translation>
    </message>
    <message>
        <source>Replicas on %1</source>
        <translation>Bản sao trên %1</translation>
    </message>
    <message>
        <source>Nothing has to move.</source>
        <translation>Không có gì phải chuyển.</translation>
    </message>
    <message>
        <source>%1 partitions move; %2 are copied. Reads and writes go on.</source>
        <translation>%1 partition chuyển chỗ; chép %2. Vẫn đọc và ghi được.</translation>
    </message>
    <message>
        <source>%1 would keep fewer replicas: there are not enough other brokers.</source>
        <translation>%1 sẽ còn ít bản sao hơn: không đủ broker khác.</translation>
    </message>
    <message>
        <source>Drain and remove broker %1</source>
        <translation>Rút hết và gỡ broker %1</translation>
    </message>
    <message>
        <source>Move %1 partitions</source>
        <translation>Chuyển %1 partition</translation>
    </message>
    <message>
        <source>Other brokers cannot take all its replicas: add a broker first.</source>
        <translation>Các broker khác không nhận hết bản sao của nó được: hãy thêm một broker trước.</translation>
    </message>
    <message>
        <source>All %1 partitions are where they should be.</source>
        <translation>Cả %1 partition đều đã ở đúng chỗ.</translation>
    </message>
    <message>
        <source>%1 of %2 partitions have moved; the others are being copied. This window may be closed: the moves go on.</source>
        <translation>%1 trong %2 partition đã chuyển xong; số còn lại đang được chép. Có thể đóng cửa sổ này: việc chuyển vẫn tiếp tục.</translation>
    </message>
    <message>
        <source>The moves that were not done are cancelled; their replicas stay where they were.</source>
        <translation>Các lần chuyển chưa xong đã bị hủy; bản sao của chúng ở lại chỗ cũ.</translation>
    </message>
</context>
<context>
    <name>ui::RecordDetail</name>
    <message>
        <source>The selected record</source>
        <translation>Bản ghi được chọn</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Chép</translation>
    </message>
    <message>
        <source>The record as one line of JSON (Ctrl+C in the table)</source>
        <translation>Bản ghi thành một dòng JSON (Ctrl+C trong bảng)</translation>
    </message>
    <message>
        <source>Resend…</source>
        <translation>Gửi lại…</translation>
    </message>
    <message>
        <source>Put it into the Produce dock</source>
        <translation>Đưa vào khung Ghi</translation>
    </message>
    <message>
        <source>Find all with this key</source>
        <translation>Tìm mọi bản ghi có khóa này</translation>
    </message>
    <message>
        <source>The record as a JSON tree</source>
        <translation>Bản ghi ở dạng cây JSON</translation>
    </message>
    <message>
        <source>The record as text</source>
        <translation>Bản ghi ở dạng văn bản</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Giá trị</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Văn bản</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Find in this record</source>
        <translation>Tìm trong bản ghi này</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Khóa</translation>
    </message>
    <message>
        <source>Part of the record to show</source>
        <translation>Phần của bản ghi cần hiện</translation>
    </message>
    <message>
        <source>not compressed</source>
        <translation>không nén</translation>
    </message>
    <message>
        <source>batch of %1</source>
        <translation>lô %1 bản ghi</translation>
    </message>
    <message>
        <source>producer %1 epoch %2 sequence %3</source>
        <translation>producer %1 epoch %2 thứ tự %3</translation>
    </message>
    <message>
        <source>transactional</source>
        <translation>trong giao dịch</translation>
    </message>
    <message>
        <source>leader epoch %1</source>
        <translation>leader epoch %1</translation>
    </message>
    <message>
        <source>partition %1, offset %2</source>
        <translation>partition %1, offset %2</translation>
    </message>
    <message>
        <source>Read the key&apos;s partition from its oldest record on</source>
        <translation>Đọc partition của khóa này từ bản ghi cũ nhất</translation>
    </message>
    <message>
        <source>This record has no key.</source>
        <translation>Bản ghi này không có khóa.</translation>
    </message>
    <message>
        <source>Only keys that are text can be looked for.</source>
        <translation>Chỉ tìm được khóa là văn bản.</translation>
    </message>
    <message>
        <source>No record selected</source>
        <translation>Chưa chọn bản ghi</translation>
    </message>
    <message>
        <source>%1 of %2 shown: load all</source>
        <translation>Đang hiện %1 trên %2: tải hết</translation>
    </message>
    <message>
        <source>null: a tombstone, compaction deletes this key</source>
        <translation>null: tombstone, việc nén sẽ xóa khóa này</translation>
    </message>
    <message>
        <source>null: no key</source>
        <translation>null: không có khóa</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>A tombstone: compaction deletes this key.</source>
        <translation>Tombstone: việc nén sẽ xóa khóa này.</translation>
    </message>
    <message>
        <source>Too long for a first look</source>
        <translation>Quá dài để xem ngay</translation>
    </message>
    <message>
        <source>A JSON tree needs the whole text, %1.</source>
        <translation>Cây JSON cần toàn bộ văn bản, %1.</translation>
    </message>
    <message>
        <source>Load all</source>
        <translation>Nạp hết</translation>
    </message>
    <message>
        <source>value</source>
        <translation>giá trị</translation>
    </message>
    <message>
        <source>key</source>
        <translation>khóa</translation>
    </message>
    <message>
        <source>This is not JSON</source>
        <translation>Đây không phải là JSON</translation>
    </message>
    <message>
        <source>Headers %1</source>
        <translation>Header %1</translation>
    </message>
    <message>
        <source>It does not occur in what is shown.</source>
        <translation>Không có trong phần đang hiện.</translation>
    </message>
</context>
<context>
    <name>ui::RecordsModel</name>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>This record carries no timestamp.</source>
        <translation>Bản ghi này không mang dấu thời gian.</translation>
    </message>
    <message>
        <source>LogAppendTime: set by the broker</source>
        <translation>LogAppendTime: do broker đặt</translation>
    </message>
    <message>
        <source>CreateTime: set by the producer</source>
        <translation>CreateTime: do producer đặt</translation>
    </message>
    <message>
        <source>No key: the producer chose the partition freely.</source>
        <translation>Không có khóa: producer tự chọn partition.</translation>
    </message>
    <message>
        <source>Tombstone: compaction deletes this key.</source>
        <translation>Tombstone: việc nén sẽ xóa khóa này.</translation>
    </message>
    <message>
        <source>%1 bytes before compression</source>
        <translation>%1 byte trước khi nén</translation>
    </message>
    <message>
        <source>tombstone: compaction deletes this key</source>
        <translation>tombstone: việc nén sẽ xóa khóa này</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Thời gian</translation>
    </message>
    <message>
        <source>P</source>
        <comment>short for partition, a narrow column</comment>
        <translation>P</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Khóa</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Giá trị</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Kích thước</translation>
    </message>
</context>
<context>
    <name>ui::RecordsTab</name>
    <message>
        <source>Progress of reading</source>
        <translation>Tiến độ đọc</translation>
    </message>
    <message>
        <source>Resend…</source>
        <translation>Gửi lại…</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Bản ghi</translation>
    </message>
    <message>
        <source>live</source>
        <translation>trực tiếp</translation>
    </message>
    <message>
        <source>paused: nothing is read until you resume</source>
        <translation>tạm dừng: không đọc gì cho tới khi bạn tiếp tục</translation>
    </message>
    <message>
        <source>scanned %1 of %2</source>
        <translation>đã quét %1 trên %2</translation>
    </message>
    <message>
        <source>scanned %1</source>
        <translation>đã quét %1</translation>
    </message>
    <message>
        <source>matched %1</source>
        <translation>khớp %1</translation>
    </message>
    <message>
        <source>the last %1 are kept</source>
        <translation>giữ %1 bản ghi cuối</translation>
    </message>
    <message>
        <source>%1 read in %2</source>
        <translation>đọc %1 trong %2</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>đã dừng</translation>
    </message>
    <message>
        <source>Export %1…</source>
        <translation>Xuất %1…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Xuất…</translation>
    </message>
    <message>
        <source>There are no records to export.</source>
        <translation>Không có bản ghi để xuất.</translation>
    </message>
    <message>
        <source>These records as JSON lines or CSV</source>
        <translation>Các bản ghi này ở dạng JSON lines hoặc CSV</translation>
    </message>
    <message>
        <source>Select a record first.</source>
        <translation>Hãy chọn một bản ghi trước.</translation>
    </message>
    <message>
        <source>Put this record into the Produce dock, to send it once more</source>
        <translation>Đưa bản ghi này vào khung Ghi, để gửi lại lần nữa</translation>
    </message>
    <message>
        <source>No records to show</source>
        <translation>Không có bản ghi để hiện</translation>
    </message>
    <message>
        <source>Start the cluster</source>
        <translation>Khởi động cụm</translation>
    </message>
    <message>
        <source>The records could not be read</source>
        <translation>Không đọc được các bản ghi</translation>
    </message>
    <message>
        <source>Waiting for records</source>
        <translation>Đang chờ bản ghi</translation>
    </message>
    <message>
        <source>They appear here as they arrive.</source>
        <translation>Bản ghi hiện ở đây khi chúng đến.</translation>
    </message>
    <message>
        <source>Produce a record</source>
        <translation>Ghi một bản ghi</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Đang đọc…</translation>
    </message>
    <message>
        <source>No record matches “%1”</source>
        <translation>Không bản ghi nào khớp “%1”</translation>
    </message>
    <message>
        <source>0 matches in %1 of %2 records.</source>
        <translation>0 kết quả trong %1 trên %2 bản ghi.</translation>
    </message>
    <message>
        <source>No records here yet</source>
        <translation>Chưa có bản ghi nào</translation>
    </message>
    <message>
        <source>Write one by hand, or point a producer at the cluster.</source>
        <translation>Hãy tự viết một bản ghi, hoặc cho một producer ghi vào cụm.</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Chép dạng JSON</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Chép khóa</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Chép giá trị</translation>
    </message>
    <message>
        <source>Find all with this key</source>
        <translation>Tìm mọi bản ghi có khóa này</translation>
    </message>
    <message>
        <source>Only keys that are text can be looked for.</source>
        <translation>Chỉ tìm được khóa là văn bản.</translation>
    </message>
    <message>
        <source>This record has no key.</source>
        <translation>Bản ghi này không có khóa.</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Giá trị phân cách bằng dấu phẩy (*.csv)</translation>
    </message>
    <message>
        <source>Export records</source>
        <translation>Xuất bản ghi</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>Không ghi được %1: %2</translation>
    </message>
    <message>
        <source>the newest %1 shown</source>
        <translation>đang hiện %1 mới nhất</translation>
    </message>
</context>
<context>
    <name>ui::ReplicaChip</name>
    <message>
        <source>leader</source>
        <translation>dẫn đầu</translation>
    </message>
    <message>
        <source>in sync</source>
        <translation>đồng bộ</translation>
    </message>
    <message>
        <source>catching up</source>
        <translation>đang đuổi theo</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>ngoại tuyến</translation>
    </message>
    <message>
        <source>%1 lead</source>
        <translation>%1 dẫn</translation>
    </message>
    <message>
        <source>%1 sync</source>
        <translation>%1 đồng bộ</translation>
    </message>
    <message>
        <source>broker %1</source>
        <translation>broker %1</translation>
    </message>
    <message>
        <source>broker %1 in AZ %2</source>
        <translation>broker %1 ở AZ %2</translation>
    </message>
    <message>
        <source>preferred leader</source>
        <translation>leader ưu tiên</translation>
    </message>
    <message>
        <source>%1 records behind</source>
        <translation>chậm %1 bản ghi</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>trong %1</translation>
    </message>
    <message>
        <source>being added</source>
        <translation>đang được thêm</translation>
    </message>
    <message>
        <source>being removed</source>
        <translation>đang được gỡ</translation>
    </message>
</context>
<context>
    <name>ui::ReplicaSync</name>
    <message>
        <source>high watermark %1</source>
        <translation>high watermark %1</translation>
    </message>
    <message>
        <source>Replicas of %1-%2</source>
        <translation>Bản sao của %1-%2</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>Broker %1</translation>
    </message>
    <message>
        <source>not heard of yet</source>
        <translation>chưa có tin</translation>
    </message>
    <message>
        <source>LEO %1</source>
        <translation>LEO %1</translation>
    </message>
    <message>
        <source>Fetch lag,
last minute</source>
        <translation>Độ trễ fetch,
phút vừa qua</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>nhiều nhất %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không</translation>
    </message>
</context>
<context>
    <name>ui::ScanBar</name>
    <message>
        <source>key, value or header contains…</source>
        <translation>khóa, giá trị hoặc header chứa…</translation>
    </message>
    <message>
        <source>Text to look for in key, value and headers</source>
        <translation>Nội dung cần tìm trong khóa, giá trị và header</translation>
    </message>
    <message>
        <source>Searched by the engine in every record read; Enter reads (Ctrl+F)</source>
        <translation>Engine tìm trong mọi bản ghi được đọc; Enter để đọc (Ctrl+F)</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Mới nhất</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Cũ nhất</translation>
    </message>
    <message>
        <source>From offset</source>
        <translation>Từ offset</translation>
    </message>
    <message>
        <source>From time</source>
        <translation>Từ thời điểm</translation>
    </message>
    <message>
        <source>Where to start reading</source>
        <translation>Bắt đầu đọc từ đâu</translation>
    </message>
    <message>
        <source>How many records</source>
        <translation>Bao nhiêu bản ghi</translation>
    </message>
    <message>
        <source>offset</source>
        <translation>offset</translation>
    </message>
    <message>
        <source>Offset to start from</source>
        <translation>Offset bắt đầu</translation>
    </message>
    <message>
        <source>Time to start from</source>
        <translation>Thời điểm bắt đầu</translation>
    </message>
    <message>
        <source>Partitions to read</source>
        <translation>Các partition cần đọc</translation>
    </message>
    <message>
        <source>Read records</source>
        <translation>Đọc bản ghi</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>All partitions</source>
        <translation>Mọi partition</translation>
    </message>
    <message>
        <source>such as 0, 3-5</source>
        <translation>ví dụ 0, 3-5</translation>
    </message>
    <message>
        <source>Partitions as a list</source>
        <translation>Danh sách partition</translation>
    </message>
    <message>
        <source>Partition %1</source>
        <translation>Partition %1</translation>
    </message>
    <message>
        <source>Type the offset to start from.</source>
        <translation>Hãy gõ offset bắt đầu.</translation>
    </message>
    <message>
        <source>Partitions %1</source>
        <translation>Partition %1</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Tạm dừng</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Tiếp tục</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Trực tiếp</translation>
    </message>
    <message>
        <source>Read records as chosen (F5)</source>
        <translation>Đọc bản ghi như đã chọn (F5)</translation>
    </message>
    <message>
        <source>Hold the records back, or let them come again (Ctrl+P)</source>
        <translation>Giữ bản ghi lại, hoặc cho chúng đến tiếp (Ctrl+P)</translation>
    </message>
    <message>
        <source>Show records as they arrive (Ctrl+P)</source>
        <translation>Hiện bản ghi khi chúng đến (Ctrl+P)</translation>
    </message>
    <message>
        <source>Nothing is being read.</source>
        <translation>Không có gì đang được đọc.</translation>
    </message>
    <message>
        <source>Stop reading and keep what is here (Esc)</source>
        <translation>Dừng đọc và giữ những gì đã có (Esc)</translation>
    </message>
</context>
<context>
    <name>ui::StatusLine</name>
    <message>
        <source>Hosted here</source>
        <translation>Chạy tại đây</translation>
    </message>
    <message>
        <source>Attached</source>
        <translation>Gắn vào</translation>
    </message>
    <message numerus="yes">
        <source>%n broker(s)</source>
        <translation>
            <numerusform>%n broker</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n controller(s)</source>
        <translation>
            <numerusform>%n controller</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 local time</source>
        <translation>%1 giờ địa phương</translation>
    </message>
    <message>
        <source>engine and window %1, %2 core</source>
        <translation>máy và cửa sổ %1, %2 nhân</translation>
    </message>
</context>
<context>
    <name>ui::SurvivalCard</name>
    <message>
        <source>What this cluster survives</source>
        <translation>Cụm này chịu được gì</translation>
    </message>
    <message>
        <source>This program killed</source>
        <translation>Chương trình bị tắt đột ngột</translation>
    </message>
    <message>
        <source>every acknowledged record is there after the restart</source>
        <translation>mọi bản ghi đã xác nhận còn đủ sau khi chạy lại</translation>
    </message>
    <message>
        <source>One broker lost</source>
        <translation>Mất một broker</translation>
    </message>
    <message>
        <source>its partitions wait for it, the others go on</source>
        <translation>partition của nó chờ nó, phần còn lại tiếp tục</translation>
    </message>
    <message>
        <source>The broker lost</source>
        <translation>Mất broker</translation>
    </message>
    <message>
        <source>everything waits until it returns, nothing is lost</source>
        <translation>mọi thứ chờ nó trở lại, không mất gì</translation>
    </message>
    <message>
        <source>One AZ lost</source>
        <translation>Mất một AZ</translation>
    </message>
    <message>
        <source>The AZ lost</source>
        <translation>Mất AZ</translation>
    </message>
    <message>
        <source>another replica leads within a second; writes go on</source>
        <translation>bản sao khác dẫn trong vòng một giây; vẫn ghi được</translation>
    </message>
    <message>
        <source>leaders move to the other AZs, writes go on, two of three controllers vote</source>
        <translation>leader chuyển sang AZ khác, vẫn ghi được, hai trong ba controller bỏ phiếu</translation>
    </message>
    <message>
        <source>AZ b may go; AZ a has two of three controllers: without it nobody is elected</source>
        <translation>AZ b có thể mất; AZ a có hai trong ba controller: thiếu nó thì không bầu được ai</translation>
    </message>
    <message>
        <source>New topics have 3 replicas; 2 must be in sync to accept acks=all.</source>
        <translation>Topic mới có 3 bản sao; 2 phải đồng bộ để nhận acks=all.</translation>
    </message>
    <message>
        <source>New topics have 2 replicas; 1 must be in sync to accept acks=all.</source>
        <translation>Topic mới có 2 bản sao; 1 phải đồng bộ để nhận acks=all.</translation>
    </message>
    <message>
        <source>New topics have one replica: a lost broker takes its partitions with it until it returns.</source>
        <translation>Topic mới có một bản sao: mất một broker là mất các partition của nó cho tới khi nó trở lại.</translation>
    </message>
</context>
<context>
    <name>ui::ThroughputChart</name>
    <message>
        <source>%1 min</source>
        <translation>%1 phút</translation>
    </message>
    <message>
        <source>now</source>
        <translation>bây giờ</translation>
    </message>
</context>
<context>
    <name>ui::Timeline</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 partitions are led by broker %2</source>
        <translation>%1 partition có leader là broker %2</translation>
    </message>
    <message>
        <source>%1 leaders moved %2 → %3</source>
        <translation>%1 leader chuyển %2 → %3</translation>
    </message>
    <message>
        <source>ISR of %1 partitions grew</source>
        <translation>ISR của %1 partition mở rộng</translation>
    </message>
    <message>
        <source>ISR of %1 partitions shrank</source>
        <translation>ISR của %1 partition thu nhỏ</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 còn %2</translation>
    </message>
    <message>
        <source>Broker %1 cut %2 replicas back to follow their leaders</source>
        <translation>Broker %1 cắt lùi %2 bản sao để theo leader của chúng</translation>
    </message>
    <message>
        <source>%1 partitions move</source>
        <translation>%1 partition chuyển chỗ</translation>
    </message>
    <message>
        <source>%1 partitions have moved</source>
        <translation>%1 partition đã chuyển chỗ</translation>
    </message>
    <message>
        <source>The moves of %1 partitions were cancelled</source>
        <translation>Việc chuyển %1 partition đã bị hủy</translation>
    </message>
    <message>
        <source>%1 topics were created</source>
        <translation>%1 topic được tạo</translation>
    </message>
    <message>
        <source>%1 topics were deleted</source>
        <translation>%1 topic đã bị xóa</translation>
    </message>
    <message>
        <source>AZ %1</source>
        <translation>AZ %1</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Sự cố</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Nút</translation>
    </message>
    <message>
        <source>Leaders</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>ISR</source>
        <translation>ISR</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>Di chuyển</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Thiết lập</translation>
    </message>
    <message>
        <source>%1 partitions</source>
        <translation>%1 partition</translation>
    </message>
    <message>
        <source>%1 topics</source>
        <translation>%1 topic</translation>
    </message>
    <message>
        <source>Controller %1</source>
        <translation>Controller %1</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>Broker %1</translation>
    </message>
    <message>
        <source>%1 partitions have no leader any more</source>
        <translation>%1 partition không còn leader</translation>
    </message>
    <message>
        <source>%1 brokers: %2 is now %3</source>
        <translation>%1 broker: %2 giờ là %3</translation>
    </message>
    <message>
        <source>%1 brokers: %2 is back to its default</source>
        <translation>%1 broker: %2 trở về mặc định</translation>
    </message>
    <message>
        <source>%1 brokers</source>
        <translation>%1 broker</translation>
    </message>
</context>
<context>
    <name>ui::TimelineAxis</name>
    <message>
        <source>What happened, over time</source>
        <translation>Những việc xảy ra, theo thời gian</translation>
    </message>
</context>
<context>
    <name>ui::TimelineModel</name>
    <message>
        <source>Time</source>
        <translation>Thời gian</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Việc xảy ra</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Ở đâu</translation>
    </message>
</context>
<context>
    <name>ui::TimelinePage</name>
    <message>
        <source>What happened</source>
        <translation>Việc xảy ra</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Dòng thời gian</translation>
    </message>
    <message>
        <source>Filter by words or names (Ctrl+F)</source>
        <translation>Lọc theo từ hoặc tên (Ctrl+F)</translation>
    </message>
    <message>
        <source>Filter what happened</source>
        <translation>Lọc những việc xảy ra</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 phút</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 phút</translation>
    </message>
    <message>
        <source>15 min</source>
        <translation>15 phút</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>Axis: %1</source>
        <translation>Trục: %1</translation>
    </message>
    <message>
        <source>The cluster then</source>
        <translation>Cụm lúc đó</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>Về hiện tại</translation>
    </message>
    <message>
        <source>Nothing like that happened</source>
        <translation>Không có việc nào như vậy</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Hiện tất cả</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Chưa có gì xảy ra</translation>
    </message>
    <message>
        <source>Elections, ISR changes, faults and settings appear here as they happen.</source>
        <translation>Bầu chọn, thay đổi ISR, sự cố và thiết lập hiện ở đây khi xảy ra.</translation>
    </message>
    <message>
        <source>The cluster at %1</source>
        <translation>Cụm lúc %1</translation>
    </message>
</context>
<context>
    <name>ui::TopBar</name>
    <message>
        <source>Connect…</source>
        <translation>Kết nối…</translation>
    </message>
    <message>
        <source>Go to…  Ctrl+K</source>
        <translation>Đi tới…  Ctrl+K</translation>
    </message>
    <message>
        <source>Back (Alt+Left)</source>
        <translation>Lùi (Alt+Trái)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Lùi</translation>
    </message>
    <message>
        <source>Forward (Alt+Right)</source>
        <translation>Tới (Alt+Phải)</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Tới</translation>
    </message>
    <message>
        <source>Go to a page, a topic or an action</source>
        <translation>Đi tới trang, topic hay thao tác</translation>
    </message>
    <message>
        <source>How clients connect to this cluster</source>
        <translation>Cách máy khách kết nối tới cụm này</translation>
    </message>
    <message>
        <source>Start the cluster first: it has addresses while it runs.</source>
        <translation>Hãy khởi động cụm trước: nó chỉ có địa chỉ khi đang chạy.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Đang khởi động…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Đang dừng…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Khởi động</translation>
    </message>
    <message>
        <source>Stop every broker cleanly</source>
        <translation>Dừng gọn mọi broker</translation>
    </message>
    <message>
        <source>Start every broker (Ctrl+R)</source>
        <translation>Khởi động mọi broker (Ctrl+R)</translation>
    </message>
    <message>
        <source>What if…</source>
        <translation>Giả sử…</translation>
    </message>
    <message>
        <source>What would go offline if an AZ or a node died now (Ctrl+Shift+W)</source>
        <translation>Những gì sẽ ngoại tuyến nếu một AZ hoặc nút mất ngay bây giờ (Ctrl+Shift+W)</translation>
    </message>
    <message>
        <source>Start the cluster first.</source>
        <translation>Hãy khởi động cụm trước.</translation>
    </message>
</context>
<context>
    <name>ui::TopTopics</name>
    <message>
        <source>%1 records</source>
        <translation>%1 bản ghi</translation>
    </message>
    <message>
        <source>Busiest topics</source>
        <translation>Topic bận nhất</translation>
    </message>
    <message>
        <source>All topics</source>
        <translation>Mọi topic</translation>
    </message>
    <message>
        <source>1 record</source>
        <translation>1 bản ghi</translation>
    </message>
</context>
<context>
    <name>ui::TopicPane</name>
    <message>
        <source>Produce…</source>
        <translation>Ghi…</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Bản ghi</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Cấu hình</translation>
    </message>
    <message>
        <source>1 partition</source>
        <translation>1 partition</translation>
    </message>
    <message>
        <source>%1 partitions</source>
        <translation>%1 partition</translation>
    </message>
    <message>
        <source>1 replica</source>
        <translation>1 bản sao</translation>
    </message>
    <message>
        <source>%1 replicas</source>
        <translation>%1 bản sao</translation>
    </message>
    <message>
        <source>1 record</source>
        <translation>1 bản ghi</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 bản ghi</translation>
    </message>
    <message>
        <source>%1 in</source>
        <translation>%1 vào</translation>
    </message>
    <message>
        <source>This topic is gone.</source>
        <translation>Topic này không còn nữa.</translation>
    </message>
    <message>
        <source>Write a record to this topic (Ctrl+Shift+P)</source>
        <translation>Ghi một bản ghi vào topic này (Ctrl+Shift+P)</translation>
    </message>
    <message>
        <source>There is no topic “%1”</source>
        <translation>Không có topic “%1”</translation>
    </message>
    <message>
        <source>It was deleted, or not made yet.</source>
        <translation>Nó đã bị xóa, hoặc chưa được tạo.</translation>
    </message>
    <message>
        <source>Show all topics</source>
        <translation>Hiện mọi topic</translation>
    </message>
    <message>
        <source>%1 records at most: high watermark minus log start offset over all partitions; compaction and transaction markers make the true number smaller.
%2 bytes on disk, all replicas</source>
        <translation>Nhiều nhất %1 bản ghi: high watermark trừ log start offset qua mọi partition; việc nén và dấu mốc giao dịch làm con số thật nhỏ hơn.
%2 byte trên đĩa, mọi bản sao</translation>
    </message>
    <message>
        <source>Partitions ⚠ %1</source>
        <translation>Partition ⚠ %1</translation>
    </message>
    <message>
        <source>Partitions %1</source>
        <translation>Partition %1</translation>
    </message>
    <message>
        <source>Configuration • %1 unsaved</source>
        <translation>Cấu hình • %1 chưa lưu</translation>
    </message>
    <message>
        <source>Configuration %1</source>
        <translation>Cấu hình %1</translation>
    </message>
    <message>
        <source>%1 entries are overridden by this topic</source>
        <translation>%1 mục được topic này đặt riêng</translation>
    </message>
</context>
<context>
    <name>ui::TopicsModel</name>
    <message>
        <source>Internal topic: the cluster keeps its own state here.</source>
        <translation>Topic nội bộ: cụm giữ trạng thái của chính nó ở đây.</translation>
    </message>
    <message>
        <source>High watermark minus log start offset: at most this many, since compaction removes some.</source>
        <translation>High watermark trừ log start offset: nhiều nhất chừng này, vì việc nén bỏ bớt.</translation>
    </message>
    <message>
        <source>%1 arriving</source>
        <translation>%1 đang đến</translation>
    </message>
    <message>
        <source>retention.ms %1, retention.bytes %2</source>
        <translation>retention.ms %1, retention.bytes %2</translation>
    </message>
    <message>
        <source>No record since the cluster was started.</source>
        <translation>Chưa có bản ghi nào từ khi cụm khởi động.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Bản ghi</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Kích thước</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Vào</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Thời hạn giữ</translation>
    </message>
    <message>
        <source>Cleanup</source>
        <translation>Dọn</translation>
    </message>
    <message>
        <source>Last record</source>
        <translation>Bản ghi cuối</translation>
    </message>
</context>
<context>
    <name>ui::TopicsPane</name>
    <message>
        <source>Topics</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Create topic…</source>
        <translation>Tạo topic…</translation>
    </message>
    <message>
        <source>Filter by name (Ctrl+F)</source>
        <translation>Lọc theo tên (Ctrl+F)</translation>
    </message>
    <message>
        <source>Filter topics by name</source>
        <translation>Lọc topic theo tên</translation>
    </message>
    <message>
        <source>Internal topics</source>
        <translation>Topic nội bộ</translation>
    </message>
    <message>
        <source>Also show the topics in which the cluster keeps its own state</source>
        <translation>Hiện cả các topic mà cụm giữ trạng thái của chính nó</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>Xuất CSV…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Xóa…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 trên %2</translation>
    </message>
    <message>
        <source>A new topic (Ctrl+N on this page)</source>
        <translation>Topic mới (Ctrl+N ở trang này)</translation>
    </message>
    <message>
        <source>Select a topic first.</source>
        <translation>Hãy chọn topic trước.</translation>
    </message>
    <message>
        <source>The cluster needs this topic itself.</source>
        <translation>Chính cụm cần topic này.</translation>
    </message>
    <message>
        <source>Delete the selected topic with all its records (Del)</source>
        <translation>Xóa topic được chọn cùng mọi bản ghi của nó (Del)</translation>
    </message>
    <message>
        <source>There is nothing to export.</source>
        <translation>Không có gì để xuất.</translation>
    </message>
    <message>
        <source>The table as it is filtered and sorted, numbers raw</source>
        <translation>Bảng đúng như đang lọc và sắp xếp, số giữ nguyên</translation>
    </message>
    <message>
        <source>No topics match “%1”</source>
        <translation>Không topic nào khớp “%1”</translation>
    </message>
    <message>
        <source>The filter looks for each word in the names.</source>
        <translation>Bộ lọc tìm từng từ trong tên.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Bỏ lọc</translation>
    </message>
    <message>
        <source>No topics yet</source>
        <translation>Chưa có topic</translation>
    </message>
    <message>
        <source>A topic holds records in partitions; producers write to it.</source>
        <translation>Topic giữ các bản ghi trong các partition; producer ghi vào đó.</translation>
    </message>
    <message>
        <source>No topics to show</source>
        <translation>Không có topic để hiện</translation>
    </message>
    <message>
        <source>Start the cluster</source>
        <translation>Khởi động cụm</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Produce to %1</source>
        <translation>Ghi vào %1</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Chép tên</translation>
    </message>
    <message>
        <source>Delete records…</source>
        <translation>Xóa bản ghi…</translation>
    </message>
    <message>
        <source>Delete topic…</source>
        <translation>Xóa topic…</translation>
    </message>
    <message>
        <source>Export topics</source>
        <translation>Xuất danh sách topic</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Giá trị phân cách bằng dấu phẩy (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>Không ghi được %1: %2</translation>
    </message>
    <message>
        <source>1 topic</source>
        <translation>1 topic</translation>
    </message>
    <message>
        <source>%1 topics</source>
        <translation>%1 topic</translation>
    </message>
    <message>
        <source>1 partition</source>
        <translation>1 partition</translation>
    </message>
    <message>
        <source>%1 partitions</source>
        <translation>%1 partition</translation>
    </message>
</context>
<context>
    <name>ui::WelcomePage</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>no longer at %1</source>
        <translation>không còn ở %1</translation>
    </message>
    <message numerus="yes">
        <source>%n AZ(s)</source>
        <translation>
            <numerusform>%n AZ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broker(s)</source>
        <translation>
            <numerusform>%n broker</numerusform>
        </translation>
    </message>
    <message>
        <source>A Kafka cluster under glass</source>
        <translation>Một cụm Kafka trong lồng kính</translation>
    </message>
    <message>
        <source>Lay out availability zones and brokers, start them here, and connect any Kafka client on this machine.</source>
        <translation>Bày các vùng sẵn sàng và broker, khởi động tại đây, và kết nối bất kỳ máy khách Kafka nào trên máy này.</translation>
    </message>
    <message>
        <source>New cluster…</source>
        <translation>Cụm mới…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Mở…</translation>
    </message>
    <message>
        <source>Recent clusters</source>
        <translation>Cụm gần đây</translation>
    </message>
    <message>
        <source>A .riparium file can also be dropped here.</source>
        <translation>Cũng có thể thả tệp .riparium vào đây.</translation>
    </message>
    <message>
        <source>Forget it here (the file stays)</source>
        <translation>Bỏ khỏi danh sách (tệp vẫn còn)</translation>
    </message>
</context>
<context>
    <name>ui::WhatIfDialog</name>
    <message>
        <source>What if…</source>
        <translation>Giả sử…</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Giả sử</translation>
    </message>
    <message>
        <source>What dies</source>
        <translation>Thứ bị mất</translation>
    </message>
    <message>
        <source>now?</source>
        <translation>ngay bây giờ?</translation>
    </message>
    <message>
        <source>Partitions and what would become of them</source>
        <translation>Các partition và điều sẽ xảy ra với chúng</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Nothing of it is alive: nothing would change.</source>
        <translation>Không phần nào của nó còn sống: sẽ không có gì thay đổi.</translation>
    </message>
    <message>
        <source>Gone would be: %1</source>
        <translation>Sẽ mất: %1</translation>
    </message>
    <message>
        <source>Cut off AZ %1</source>
        <translation>Cắt rời AZ %1</translation>
    </message>
    <message>
        <source>Kill %1</source>
        <translation>Giết %1</translation>
    </message>
    <message>
        <source>Nothing of it is alive.</source>
        <translation>Không phần nào của nó còn sống.</translation>
    </message>
    <message>
        <source>do it now; the Problems dock offers to undo it</source>
        <translation>làm ngay; khung Vấn đề cho phép hoàn tác</translation>
    </message>
</context>
<context>
    <name>ui::WindowActions</name>
    <message>
        <source>Open a cluster</source>
        <translation>Mở một cụm</translation>
    </message>
    <message>
        <source>Riparium clusters (*.riparium)</source>
        <translation>Cụm Riparium (*.riparium)</translation>
    </message>
    <message>
        <source>Save a copy of the cluster document</source>
        <translation>Lưu một bản của tài liệu cụm</translation>
    </message>
    <message>
        <source>New cluster…</source>
        <translation>Cụm mới…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Mở…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Save a copy as…</source>
        <translation>Lưu một bản thành…</translation>
    </message>
    <message>
        <source>This cluster runs elsewhere.</source>
        <translation>Cụm này chạy ở nơi khác.</translation>
    </message>
    <message>
        <source>It runs already.</source>
        <translation>Nó đang chạy rồi.</translation>
    </message>
    <message>
        <source>It is stopping already.</source>
        <translation>Nó đang dừng rồi.</translation>
    </message>
    <message>
        <source>It does not run.</source>
        <translation>Nó không chạy.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Khởi động</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Show data folder</source>
        <translation>Mở thư mục dữ liệu</translation>
    </message>
    <message>
        <source>Close cluster</source>
        <translation>Đóng cụm</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Thoát</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Chép</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Tìm</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>Đi tới…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Lùi</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Tới</translation>
    </message>
    <message>
        <source>Welcome page</source>
        <translation>Trang chào</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Chào mừng</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Phím tắt</translation>
    </message>
    <message>
        <source>About Riparium</source>
        <translation>Về Riparium</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Giao diện sáng</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Giao diện tối</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>Giao diện theo hệ thống</translation>
    </message>
    <message>
        <source>It is in force already.</source>
        <translation>Đang được dùng rồi.</translation>
    </message>
</context>
<context>
    <name>ui::Words</name>
    <message>
        <source>stopped</source>
        <translation>đã dừng</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>đang khởi động</translation>
    </message>
    <message>
        <source>running</source>
        <translation>đang chạy</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>đang dừng</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>thất bại</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>ngoại tuyến</translation>
    </message>
    <message>
        <source>fenced</source>
        <translation>bị cách ly</translation>
    </message>
    <message>
        <source>online</source>
        <translation>trực tuyến</translation>
    </message>
</context>
</TS>
